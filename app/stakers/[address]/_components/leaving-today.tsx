import { LeftOut } from "@/app/_components/certainty/left-out";
import { sentenceName } from "@/app/_components/entity/plain-name";
import { Card } from "@/app/_components/ui/card";
import { Part, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { formatBlocks, formatNumber } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { ExposureTables } from "./exposure-tables";

type Whole = RouterOutputs["analytics"]["stakers"]["detail"];
type Worst = NonNullable<Whole["worst"]>;

/** Shows what can still be slashed of a stake that leaves its operator today, until when, and by which sets. */
export function LeavingToday({ staker, isOwn }: { staker: Whole; isOwn: boolean }) {
  const { exit, worst, coming, operator, operatorName } = staker;
  if (!exit || operator === null) return null;
  const name = sentenceName(operatorName, operator);
  return (
    <Card flush title={isOwn ? "If you leave today" : "If it leaves today"}>
      <div className="px-4 pb-3 md:px-4.5">
        {exit.worst === null ? (
          <p className="text-dim">
            {staker.areAllocationsComplete
              ? "What can be slashed is not known: allocations or shares were not read."
              : "What can be slashed is not known: the demo does not have the allocations of real operators."}
          </p>
        ) : (
          <>
            <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]">
              <Amount label="Could be slashed now" of={worst} />
              {staker.tail && <Amount label="Of it, by sets that its operator has left" of={staker.tail} />}
              <Amount label="While it leaves, by what is announced today" of={exit.worst} />
              <Amount label="If it stays, once all is in effect" of={coming?.worst ?? null} />
            </dl>
            <p className="mt-2 max-w-prose wrap-anywhere text-dim">
              {exit.leftBlock === null ? (
                "The block of the data is not known, so the end of the 14 days is not either."
              ) : (
                <>
                  {exit.sets.length === 0
                    ? `By what is known, no set of ${name} can slash it while it leaves,`
                    : `Sets of ${name} can slash it`}{" "}
                  until <Time at={exit.leftAt} show="day" className="text-ink" /> (block{" "}
                  {formatNumber(exit.leftBlock)}).{" "}
                  {exit.isDelayShort !== false &&
                    "A new allocation that counts before then could add to it. "}
                  {exit.pendingDelay && (
                    <>
                      Its allocation delay becomes {formatBlocks(exit.pendingDelay.blocks)}{" "}
                      {exit.pendingDelay.effectAt ? (
                        <>
                          on <Time at={exit.pendingDelay.effectAt} show="day" className="text-ink" />
                        </>
                      ) : (
                        "on a later day"
                      )}
                      .{" "}
                    </>
                  )}
                  From the next block on no set of {name} can slash anything of it, and no allocation that
                  counts later reaches it.
                </>
              )}{" "}
              Redelegating does not shorten this.
            </p>
          </>
        )}
      </div>
      <ExposureTables of={exit} about="the stake while it leaves" />
    </Card>
  );
}

const Amount = ({ label, of }: { label: string; of: Worst | null }) => (
  <div>
    <dt className="text-xs text-dim">{label}</dt>
    <dd className="text-xl font-semibold tracking-tight">
      <Usd value={of?.exposedUsd} of={of && lossCertainty(of)} />{" "}
      {of && (
        <span className="text-sm font-normal tracking-normal text-dim">
          <Part value={of.ofStakeRatio} /> of the priced stake
        </span>
      )}
      {of && <LeftOut of={of.exposedUsd} count={of.unknownCount} />}
    </dd>
  </div>
);
