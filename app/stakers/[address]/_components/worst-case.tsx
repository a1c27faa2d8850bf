import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Counted, Part, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";
import { ExposureTables } from "./exposure-tables";

type Whole = RouterOutputs["analytics"]["stakers"]["detail"];

/** Shows the loss if every AVS slashed everything it can, and the share of each. */
export function WorstCase({ staker, isOwn }: { staker: Whole; isOwn: boolean }) {
  const { worst } = staker;
  const heading = (
    <>
      {isOwn ? "My worst case" : "Worst case"} <MetricTip metric="exposure" />
    </>
  );
  if (worst === null)
    return (
      <Card title={heading}>
        <Empty title="It is not known how much can be slashed">
          {staker.areAllocationsComplete
            ? staker.areAllocationsRead
              ? "The pipeline has not read shares."
              : "The pipeline has not read operators' allocations."
            : "The demo does not have the allocations of real operators."}
        </Empty>
      </Card>
    );
  if (staker.exposure.length === 0)
    return (
      <Card title={heading}>
        <Empty title="No AVS is known to be able to slash it">
          {staker.holdings.length === 0
            ? "No delegated shares of it are known."
            : "Its operator is not known to allocate any of these strategies to an operator set at present."}
        </Empty>
      </Card>
    );
  return (
    <Card
      flush
      title={heading}
      action={<CsvButton small of="exposure" href={csvHref("exposure", "", { staker: staker.address })} />}
    >
      <div className="px-4 pb-2 md:px-4.5">
        <p className="text-3xl font-semibold tracking-tight text-critical">
          <Usd value={worst.exposedUsd} of={lossCertainty(worst)} />{" "}
          <span className="text-sm font-normal tracking-normal text-dim">
            <Part value={worst.ofStakeRatio} /> of the priced stake
          </span>
        </p>
        <p className="mt-1 max-w-prose text-dim">
          if <Counted value={staker.exposureByAvs.length} one="AVS" many="AVSs" /> slashed everything that the
          operator has allocated in effect
          {worst.unknownCount > 0 && ", not counting what is of unknown value"}.
          {staker.tail && (
            <>
              {" "}
              Of it, <Usd value={staker.tail.exposedUsd} of={lossCertainty(staker.tail)} /> by sets that the
              operator has left: each can slash for 14 days after that.
            </>
          )}
        </p>
      </div>
      <ExposureTables of={{ avs: staker.exposureByAvs, sets: staker.exposure }} about="the stake" />
    </Card>
  );
}
