import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { utilizationNote } from "@/app/_components/metrics/utilization-note";
import { Bps, Change, Count, Counted, Percent, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { Time } from "@/app/_components/values/time";
import { formatOrdinal } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Operator = RouterOutputs["analytics"]["operators"]["overview"];

/** Renders the strip of an operator's headline figures, with their changes and ranks. */
export function OperatorFigures({
  operator,
  medianCommissionBps,
}: {
  operator: Operator;
  medianCommissionBps: number | null | undefined;
}) {
  return (
    <StatStrip>
      <Stat
        label={
          <>
            Total value secured <MetricTip metric="tvs" />
          </>
        }
        note={
          operator.tvsChange30dRatio !== null && (
            <span className="flex flex-wrap gap-x-1">
              <span>
                <Change value={operator.tvsChange30dRatio} over="in 30 d" ofUsd />
                {operator.stakeChange30dRatio !== null && ","}
              </span>
              {operator.stakeChange30dRatio !== null && (
                <span>
                  stake <Change value={operator.stakeChange30dRatio} arrow={false} />
                </span>
              )}
            </span>
          )
        }
        standing={ranked(operator.tvsRank)}
      >
        <Usd value={operator.tvsUsd} of={operator} />
      </Stat>
      <Stat
        label={
          <>
            Delegators <MetricTip metric="delegators" />
          </>
        }
        note={
          operator.delegatorCount30dAgo !== null && (
            <Change
              value={since(operator.delegatorCount, operator.delegatorCount30dAgo)}
              unit="count"
              over="in 30 d"
            />
          )
        }
        standing={ranked(operator.delegatorRank)}
      >
        <Count value={operator.delegatorCount} />
      </Stat>
      <Stat
        label={
          <>
            AVSs secured <MetricTip metric="avs" />
          </>
        }
        note={
          operator.operatorSetCount !== null && (
            <Counted value={operator.operatorSetCount} one="operator set" />
          )
        }
        standing={ranked(operator.avsRank)}
      >
        <Count value={operator.avsCount} />
        <UnknownCount count={operator.unknownAvsCount} />
      </Stat>
      <Stat
        label={
          <>
            PI split <MetricTip metric="commission" />
          </>
        }
        note={<AvsSplits splits={operator.avsSplits} />}
        standing={
          medianCommissionBps !== undefined && (
            <>
              median <Bps value={medianCommissionBps} />
            </>
          )
        }
      >
        <Bps value={operator.commissionBps} />
      </Stat>
      <Stat
        label={
          <>
            Utilization <MetricTip metric="utilization" />
          </>
        }
        note={utilizationNote(operator)}
      >
        <Percent value={operator.utilizationRatio} />
      </Stat>
      <Stat
        label={
          <>
            Slashings <MetricTip metric="slashings" />
          </>
        }
        tone={operator.slashingCount ? "critical" : undefined}
        note={
          operator.lastSlashedAt ? (
            <>
              last <Time at={operator.lastSlashedAt} show="day" />
            </>
          ) : operator.slashingCount === 0 ? (
            "never slashed"
          ) : (
            "not known"
          )
        }
      >
        <Count value={operator.slashingCount} />
      </Stat>
    </StatStrip>
  );
}

const ranked = (rank: Operator["tvsRank"]) =>
  rank ? (
    <span title="Among the operators that have stake of value, where this figure is known">
      {formatOrdinal(rank.rank)} of <Count value={rank.of} />
    </span>
  ) : undefined;

/** Renders the range of an operator's AVS splits, shown beside the PI split since neither follows from the other. */
function AvsSplits({ splits }: { splits: Operator["avsSplits"] }) {
  const { setCount, leastBps, mostBps } = splits;
  if (setCount === null) return "AVS splits not known";
  if (setCount === 0) return "no AVS split set";
  return (
    <>
      <Counted value={setCount} one="AVS split" />
      {leastBps !== null && (
        <>
          , <Bps value={leastBps} />
        </>
      )}
      {mostBps !== null && mostBps !== leastBps && (
        <>
          {" "}
          to <Bps value={mostBps} />
        </>
      )}
    </>
  );
}

const since = (now: number | null, before: number | null) =>
  now === null || before === null ? null : now - before;
