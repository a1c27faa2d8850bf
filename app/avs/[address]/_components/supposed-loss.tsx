import { Gate } from "@/app/_components/account/gate";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unsettled } from "@/app/_components/certainty/unsettled";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Counted, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { api } from "@/app/_trpc/server";
import type { RouterInputs, RouterOutputs } from "@/server/trpc/router";
import { SupposedLossControls } from "./supposed-loss-controls";
import { SupposedLossDetail } from "./supposed-loss-detail";

type SupposedLossProps = {
  supposed: RouterInputs["analytics"]["avs"]["loss"];
  /** The slashed part in per cent, as it was typed. */
  percent: number;
  avs: RouterOutputs["analytics"]["avs"]["overview"];
  /** Whether any operator set of the AVS is known. */
  hasSets: boolean;
  /** The operator sets that something is allocated to. */
  sets: number[];
  keep: Record<string, string>;
};

/** Shows the cost of a simulated slashing: the total for everybody, the losers for those who may see them. */
export async function SupposedLoss({ supposed, percent, avs, hasSets, sets, keep }: SupposedLossProps) {
  const loss = await api.analytics.avs.loss(supposed);
  const heading = (
    <>
      What breaks first <MetricTip metric="breaksFirst" /> <OtherRun of="avs.loss" />
    </>
  );
  if (loss.allocationCount === null)
    return (
      <EmptyCard title={heading} says="How much it can slash is not known.">
        {avs.securityState === "not-in-demo"
          ? "The demo does not have the allocations of real operators."
          : "The pipeline has not read operators' allocations."}
      </EmptyCard>
    );
  if (loss.allocationCount === 0)
    return (
      <EmptyCard
        title={heading}
        says={hasSets ? "It is not known to be able to slash anything." : "No operator set of it is known."}
      >
        {hasSets
          ? "No stake is allocated in effect to those of its operator sets that are known."
          : "It was made before operator sets, has created none yet, or they are not in the data."}
        {avs.operatorCount === 0 && " No operator of it is known either."}
      </EmptyCard>
    );
  return (
    <Card title={heading}>
      <SupposedLossControls
        percent={percent}
        setNumber={supposed.setNumber}
        sets={sets}
        slashableUpToUsd={loss.slashableUpToUsd}
        certainty={lossCertainty(loss)}
        keep={keep}
      >
        <p className="mt-1 max-w-4xl text-dim">
          of {(loss.isUpperBound || loss.isUpTo) && "up to "}
          <Usd value={loss.slashableUpToUsd} of={lossCertainty(loss)} className="text-ink" /> that it can
          slash, allocated by <Counted value={loss.operatorCount} one="operator" className="text-ink" /> in{" "}
          <Counted value={loss.strategyCount} one="strategy" className="text-ink" />, out of the stake of{" "}
          <Counted value={loss.delegatorCount} one="delegator" className="text-ink" />
          {loss.unpricedCount > 0 && (
            <>
              , and <Counted value={loss.unpricedCount} one="allocation" className="text-ink" /> of unknown
              value
            </>
          )}
          .
        </p>
        <Unsettled strategyCount={loss.unsettledStrategyCount} className="mt-2 max-w-prose" />
        <div className="mt-4">
          <Gate feature="avsLossDetail" title="Who loses">
            <SupposedLossDetail supposed={supposed} percent={percent} />
          </Gate>
        </div>
      </SupposedLossControls>
    </Card>
  );
}
