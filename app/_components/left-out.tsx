import { Count } from "./quantity";

/** Under a sum: how many parts of it are of unknown value. Nothing where all are known, nor where the sum is not. */
export const LeftOut = ({ of, count }: { of: number | null; count: number }) =>
  of !== null &&
  count > 0 && (
    <span className="block text-2xs text-dim">
      without <Count value={count} /> of unknown value
    </span>
  );
