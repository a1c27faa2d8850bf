import { Usd } from "./quantity";
import { slashableCertainty } from "./value-mark";

type Row = Parameters<typeof slashableCertainty>[0] & { slashableUpToUsd: number | null };

/** Renders the most that can be slashed: "up to $5.0M" where it may be less. */
export const Slashable = ({ of }: { of: Row }) => (
  <>
    {(of.isSlashableUpTo || of.isSlashableUpperBound) && of.slashableUpToUsd !== null && (
      <span className="text-dim">up to </span>
    )}
    <Usd value={of.slashableUpToUsd} of={slashableCertainty(of)} />
  </>
);
