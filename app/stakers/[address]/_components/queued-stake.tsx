import { LeftOut } from "@/app/_components/certainty/left-out";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { Part, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { formatDay } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { ExposureTables } from "./exposure-tables";

type Left = RouterOutputs["analytics"]["stakers"]["detail"]["leaving"][number];

/** Shows stake that sets of its former operators can still slash: for 14 days after leaving. */
export const QueuedStake = ({ leaving }: { leaving: Left[] }) =>
  leaving.length > 0 && (
    <Card flush title="Queued for withdrawal">
      <ul className="divide-y">
        {leaving.map((left) => (
          <li key={`${left.operator} ${left.leftBlock}`} className="pt-1 first:pt-0">
            <div className="grid gap-1 px-4 pb-3 md:px-4.5">
              <p className="max-w-prose">
                {left.isForced ? "It was undelegated by" : "It left"}{" "}
                <Link
                  href={`/operators/${left.operator}`}
                  prefetch={false}
                  className="font-medium hover:underline"
                >
                  <bdi>{nameOf(left.operatorName, left.operator)}</bdi>
                </Link>{" "}
                on <Time at={left.leftAt} show="day" />. <Reach {...left} />
              </p>
              <Queued {...left} />
            </div>
            {left.isWithin !== false && left.queued && (
              <ExposureTables of={left.queued} about="what it queued" />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );

/** Says how much was queued, how much of it can still be slashed, and where the shares come from. */
function Queued({ queued }: Left) {
  if (!queued)
    return (
      <p className="max-w-prose text-dim">
        How much it queued is not known: no snapshot of its shares from before it left has been read.
      </p>
    );
  const { worst, tvsUsd, unpricedCount, isTvsUpperBound, snapshotOn } = queued;
  return (
    <>
      <p className="text-xl font-semibold tracking-tight">
        <Usd value={worst?.exposedUsd} of={worst && lossCertainty(worst)} />{" "}
        <span className="text-sm font-normal tracking-normal text-dim">
          could still be slashed, <Part value={worst?.ofStakeRatio ?? null} /> of{" "}
          <Usd value={tvsUsd} of={{ isTvsUpperBound, unpricedCount }} /> queued
        </span>
        {worst && <LeftOut of={worst.exposedUsd} count={worst.unknownCount} />}
      </p>
      <p className="max-w-prose text-xs text-dim">
        Shares of the last snapshot before it left
        {snapshotOn && <>, {formatDay(new Date(`${snapshotOn}T00:00:00Z`))}</>}, at the newest prices: what it
        deposited or withdrew between the two is not counted.
      </p>
    </>
  );
}

/** Returns the part of a withdrawal that can still be slashed, as far as the data tells. */
function Reach({ isWithin, isSlashable, slashableUntil }: Left) {
  if (isWithin === null)
    return <>It is not known whether the 14 days are over in which its queued stake can be slashed.</>;
  const until = (
    <>
      until <Time at={slashableUntil} show="day" />
    </>
  );
  if (isSlashable) return <>What it queued could still be slashed by that operator's sets {until}.</>;
  if (isSlashable === null)
    return <>What it queued may still be slashed {until}: whether that operator's sets can is not known.</>;
  return <>Nothing that is known to be allocated by that operator can slash its queued stake {until}.</>;
}
