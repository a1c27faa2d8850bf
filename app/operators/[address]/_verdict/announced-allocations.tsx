import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Part, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import type { OperatorLeaving } from "./leaving-words";

type Props = { leaving: Pick<OperatorLeaving, "announced" | "areAllocationsKnown" | "isDemoLimited"> };

/** Lists the allocations that an operator announced, with the last day to leave before they count. */
export const AnnouncedAllocations = ({ leaving: { announced: rows, ...leaving } }: Props) => (
  <section>
    <h3 className="mb-1 text-sm font-medium">Announced allocations</h3>
    {rows.length === 0 ? (
      <p className="text-sm text-dim">
        {!leaving.areAllocationsKnown
          ? leaving.isDemoLimited
            ? "Not known in the demo, which does not have them."
            : "Not known: allocations were not read."
          : leaving.isDemoLimited
            ? "None in the demo's data."
            : "None is announced and not yet in effect."}
      </p>
    ) : (
      <ul className="divide-y text-sm">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of one AVS may count on the same day, and none moves.
          <li key={at} className="py-1.5">
            <span className="flex justify-between gap-3">
              <Link href={`/avs/${row.avs}`} prefetch={false} className="truncate hover:underline">
                <bdi>{nameOf(row.name, row.avs)}</bdi>
              </Link>
              <span className="whitespace-nowrap">
                up to <Usd value={row.tvsUsd} of={row} />
              </span>
            </span>
            <span className="block text-xs text-dim">
              {row.ofOperatorRatio !== null && (
                <>
                  At most <Part value={row.ofOperatorRatio} /> of its value.{" "}
                </>
              )}
              {row.effectAt === null ? (
                "The day from which it counts is not known."
              ) : (
                <>
                  Counts from <Time at={row.effectAt} show="day" />.
                </>
              )}{" "}
              {row.isTooLate ? (
                <b className="font-medium text-critical">Too late to leave before it.</b>
              ) : (
                row.lastTimeToLeave && (
                  <>
                    Last day to leave:{" "}
                    <Time at={row.lastTimeToLeave} show="day" className="font-medium text-ink" />.
                  </>
                )
              )}
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
);
