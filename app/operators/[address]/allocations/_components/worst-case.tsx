import { Gate } from "@/app/_components/account/gate";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unsettled } from "@/app/_components/certainty/unsettled";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { LEAST_PART } from "@/app/_components/tables/search-params";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Input } from "@/app/_components/ui/input";
import { Segmented } from "@/app/_components/ui/segmented";
import { Counted, Part, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { api } from "@/app/_trpc/server";
import { formatPercent, nounOf } from "@/server/format";
import { type AllocationState, allocationsHref, DEFAULT_RANGE } from "../search-params";
import { WorstCaseDetail } from "./worst-case-detail";

const PRESETS = [1, 10, 50, 100];
/** The most decimals of the typed percentage, so that it is printed as it was typed. */
const DIGITS = 8;

/** Shows the loss when every AVS slashes the same part of the stake that is allocated to it. */
export async function WorstCase({
  address,
  state,
  unsettledStrategyCount,
}: {
  address: string;
  state: AllocationState;
  unsettledStrategyCount: number;
}) {
  const fraction = state.slash / 100;
  const loss = await api.analytics.operators.worstCase.summary({ address, fraction });
  if (loss.allocationCount === 0) return null;
  return (
    <>
      <Card
        title={
          <>
            What breaks first <MetricTip metric="worstCase" /> <OtherRun of="operators.worstCase.summary" />
          </>
        }
      >
        <div className="grid gap-x-8 gap-y-4 md:grid-cols-[1fr_auto]">
          <div>
            <p className="text-3xl font-semibold tracking-tight text-critical">
              <Usd value={loss.lostUsd} of={lossCertainty(loss)} />
            </p>
            <p className="max-w-prose text-dim">
              lost {(loss.isUpperBound || loss.isUpTo) && "at most "}if every AVS slashes{" "}
              {formatPercent(fraction, { digits: DIGITS })} of what it can slash,{" "}
              <Part value={loss.ofOperatorRatio} /> of the operator's priced stake.{" "}
              <Counted value={loss.delegatorCount} one="delegator" />{" "}
              {nounOf(loss.delegatorCount, "bears", "bear")} it.
              {loss.unpricedCount > 0 && (
                <>
                  {" "}
                  <Counted value={loss.unpricedCount} one="allocation" /> of unknown value{" "}
                  {nounOf(loss.unpricedCount, "is", "are")} not in it.
                </>
              )}
            </p>
            <Unsettled strategyCount={unsettledStrategyCount} className="mt-2 max-w-prose" />
          </div>
          <div className="grid content-start gap-2 md:justify-items-end">
            <Segmented
              label="How much is slashed"
              options={PRESETS.map((slash) => ({
                href: allocationsHref(address, state, { slash }),
                label: formatPercent(slash / 100),
                current: slash === state.slash,
              }))}
            />
            <form className="flex items-center gap-2" action={`/operators/${address}/allocations`}>
              {state.range !== DEFAULT_RANGE && <input type="hidden" name="range" value={state.range} />}
              <Input
                name="slash"
                type="number"
                min={LEAST_PART}
                max={100}
                step="any"
                required
                aria-label="How much is slashed, per cent"
                defaultValue={state.slash}
                className="w-24"
              />
              <span className="text-dim">%</span>
              <Button type="submit">Slash</Button>
            </form>
          </div>
        </div>
      </Card>
      <Gate about={address} feature="operatorWorstCaseDetail" title="Part by part">
        <WorstCaseDetail address={address} state={state} />
      </Gate>
    </>
  );
}
