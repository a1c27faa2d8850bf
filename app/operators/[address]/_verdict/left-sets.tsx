import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { formatNumber } from "@/server/format";
import type { OperatorLeaving } from "./leaving-words";

/** Lists the sets that an operator left and that can, or may, still slash its stake. */
export const LeftSets = ({ rows }: { rows: OperatorLeaving["leftSets"] }) =>
  rows.length > 0 && (
    <section>
      <h3 className="mb-1 text-sm font-medium">Sets that it left and that may still slash</h3>
      <ul className="divide-y text-sm">
        {rows.map((row) => (
          <li key={row.operatorSet} className="py-1.5">
            <span className="flex justify-between gap-3">
              <Link href={`/avs/${row.avs}`} prefetch={false} className="truncate hover:underline">
                <bdi>{nameOf(row.name, row.avs)}</bdi>, set {row.setNumber}
              </Link>
              <span className="whitespace-nowrap">
                up to <Usd value={row.tvsUsd} of={row} />
              </span>
            </span>
            <span className="block text-xs text-dim">
              {row.untilBlock === null ? (
                "When it left is not known."
              ) : (
                <>
                  Until block {formatNumber(row.untilBlock)}, <Time at={row.until} show="instant" />.
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
