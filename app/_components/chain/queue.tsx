import type { Findings } from "@/server/chain/checks/check";
import { formatNumber, formatShares } from "@/server/format";
import { LeftOut } from "../certainty/left-out";
import { nameOf } from "../entity/plain-name";
import { Link } from "../navigation/link";
import { Part, Usd } from "../values/quantity";
import { Time } from "../values/time";
import { lossCertainty } from "../values/value-mark";

type Withdrawals = NonNullable<Findings["withdrawals"]>;

/** Lists queued withdrawals, with the first block in which each can be completed. */
export const Queue = ({ withdrawals }: { withdrawals: Withdrawals }) => (
  <div className="mt-2 border-t pt-2.5 text-sm">
    <h3 className="text-xs text-dim">Queued for withdrawal</h3>
    {withdrawals.length === 0 && <p>Nothing is queued.</p>}
    <ul className="divide-y">
      {withdrawals.map((one) => (
        <li key={`${one.operator} ${one.startBlock} ${one.shares[0]?.strategy}`} className="py-1.5">
          {one.shares.map(({ strategy, symbol, decimals, shares }, at) => (
            <span key={strategy}>
              {at > 0 && ", "}
              <span title={formatShares(shares, decimals ?? 0).exact}>
                {formatShares(shares, decimals ?? 0).compact}
              </span>{" "}
              <bdi>{nameOf(symbol, strategy)}</bdi>
            </span>
          ))}{" "}
          <span className="text-dim">
            left{" "}
            <Link href={`/operators/${one.operator}`} prefetch={false} className="hover:underline">
              <bdi>{nameOf(one.operatorName, one.operator)}</bdi>
            </Link>{" "}
            in block {formatNumber(one.startBlock)}.{" "}
            {one.isComplete ? (
              <>It can be completed since block {formatNumber(one.completesAtBlock)}.</>
            ) : (
              <>
                It completes in block {formatNumber(one.completesAtBlock)}, about{" "}
                <Time at={one.completesAt} show="day" />; until then a slash may lower it.
              </>
            )}
          </span>
          {one.exposure && <Exposure of={one.exposure} />}
        </li>
      ))}
    </ul>
  </div>
);

/** Lists how much of a withdrawal each set of the old operator could still take, the most first. */
const Exposure = ({ of: { sets, worst } }: { of: NonNullable<Withdrawals[number]["exposure"]> }) =>
  sets.length === 0 ? (
    <p className="text-dim">
      {worst === null
        ? "What can slash it is not known."
        : "By the allocations known here, nothing can slash it."}
    </p>
  ) : (
    <ul className="mt-0.5 text-dim">
      {sets.map((set) => (
        <li key={`${set.avs}-${set.setNumber}`}>
          <Link href={`/avs/${set.avs}`} prefetch={false} className="hover:underline">
            <bdi>{nameOf(set.avsName, set.avs)}</bdi>
          </Link>{" "}
          set {set.setNumber} could take{" "}
          <span className="text-ink">
            <Usd value={set.exposedUsd} of={lossCertainty(set)} />
          </span>
          , <Part value={set.ofStakeRatio} /> of it, by the allocations known here.
          <LeftOut of={set.exposedUsd} count={set.unknownCount} />
        </li>
      ))}
    </ul>
  );
