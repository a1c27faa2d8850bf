import type { Findings } from "@/server/chain/checks/check";
import { formatNumber, formatShares } from "@/server/format";
import { nameOf } from "../entity/plain-name";
import { Link } from "../navigation/link";
import { Time } from "../values/time";

/** Lists queued withdrawals, with the first block in which each can be completed. */
export const Queue = ({ withdrawals }: { withdrawals: NonNullable<Findings["withdrawals"]> }) => (
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
              {nameOf(symbol, strategy)}
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
        </li>
      ))}
    </ul>
  </div>
);
