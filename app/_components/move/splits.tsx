import { Bps } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { formatBps } from "@/server/format";
import type { MoveSplit, SplitsAtAvs } from "@/server/network/moving/move-splits";

/** Renders a split: "10 % default", with its pending change. */
export const Split = ({ of }: { of: MoveSplit }) => (
  <>
    {of.bps === null ? <span className="text-dim">not known</span> : <Bps value={of.bps} />}
    {of.isDefault && of.bps !== null && <span className="text-xs text-dim"> default</span>}
    {of.pendingBps !== null && (
      <span className="block text-xs text-dim">
        {formatBps(of.pendingBps)} from <Time at={of.pendingAt} show="day" />
      </span>
    )}
  </>
);

/** Renders the split of the rewards that an AVS pays, and the split of each of its sets where that is another one. */
export function Splits({ of, areAvsRead }: { of: SplitsAtAvs | null; areAvsRead: boolean }) {
  if (of === null)
    return <span className="text-dim">{areAvsRead ? "not known to secure it" : "not known"}</span>;
  const different = of.sets.filter(({ bps, pendingBps }) => bps !== of.avs.bps || pendingBps !== null);
  return (
    <>
      <Split of={of.avs} />
      {different.map((set) => (
        <span key={set.setNumber} className="block text-xs">
          <span className="text-dim">set {set.setNumber}: </span>
          <Split of={set} />
        </span>
      ))}
      {of.securing === "unknown" && <span className="block text-xs text-dim">may secure it</span>}
    </>
  );
}
