import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { Part, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { formatNumber } from "@/server/format";
import { LeavingTimeline } from "./leaving-timeline";
import type { OperatorLeaving } from "./leaving-words";

/** Shows whether a delegator who leaves today is out before a new allocation can be slashed. */
export async function LeavingCard({ address, name }: { address: string; name: string }) {
  const leaving = await api.analytics.operators.leaving({ address });
  return (
    <div id="leaving" className="scroll-mt-20">
      <Card title={`If you leave ${name} today`}>
        <div className="grid gap-x-10 gap-y-5 lg:grid-cols-[1.5fr_1fr]">
          <LeavingTimeline leaving={leaving} />
          <div className="grid content-start gap-4">
            <Announced rows={leaving.announced} isDemoLimited={leaving.isDemoLimited} />
            <LeftSets rows={leaving.leftSets} />
          </div>
        </div>
        <p className="mt-4 max-w-prose text-xs text-dim">
          Undelegating and redelegating queue all of your stake for 14 days, and the sets of the operator that
          you left can slash it until then. Figures of slashable stake are of delegated stake: what was queued
          in the last 14 days comes on top.
        </p>
      </Card>
    </div>
  );
}

type AnnouncedProps = { rows: OperatorLeaving["announced"]; isDemoLimited: boolean };

const Announced = ({ rows, isDemoLimited }: AnnouncedProps) => (
  <section>
    <h3 className="mb-1 text-sm font-medium">Announced allocations</h3>
    {rows.length === 0 ? (
      <p className="text-sm text-dim">
        {isDemoLimited ? "None in the demo's data." : "None is announced and not yet in effect."}
      </p>
    ) : (
      <ul className="divide-y text-sm">
        {rows.map((row) => (
          <li key={`${row.avs} ${row.effectBlock}`} className="py-1.5">
            <span className="flex justify-between gap-3">
              <Link href={`/avs/${row.avs}`} prefetch={false} className="truncate hover:underline">
                {nameOf(row.name, row.avs)}
              </Link>
              <span className="whitespace-nowrap">
                up to <Usd value={row.tvsUsd} of={row} /> (<Part value={row.ofOperatorRatio} />)
              </span>
            </span>
            <span className="block text-xs text-dim">
              {row.effectBlock === null ? (
                "Its day is not known"
              ) : (
                <>
                  Counts from <Time at={row.effectAt} show="day" /> (block {formatNumber(row.effectBlock)}).{" "}
                  {row.isTooLate ? (
                    <b className="font-medium text-critical">Too late to leave before it.</b>
                  ) : (
                    <>
                      Last day to leave:{" "}
                      <Time at={row.lastTimeToLeave} show="day" className="font-medium text-ink" />
                    </>
                  )}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
);

const LeftSets = ({ rows }: { rows: OperatorLeaving["leftSets"] }) =>
  rows.length > 0 && (
    <section>
      <h3 className="mb-1 text-sm font-medium">Sets that it left and that can still slash</h3>
      <ul className="divide-y text-sm">
        {rows.map((row) => (
          <li key={row.operatorSet} className="py-1.5">
            <span className="flex justify-between gap-3">
              <Link href={`/avs/${row.avs}`} prefetch={false} className="truncate hover:underline">
                {nameOf(row.name, row.avs)}, set {row.setNumber}
              </Link>
              <span className="whitespace-nowrap">
                up to <Usd value={row.tvsUsd} of={row} />
              </span>
            </span>
            <span className="block text-xs text-dim">
              {row.untilBlock === null ? (
                "When it left is not known"
              ) : (
                <>
                  Until block {formatNumber(row.untilBlock)}, <Time at={row.until} show="instant" />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
