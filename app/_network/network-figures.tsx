import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Change, Count, Counted, Part, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { ValueMark } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";

type Analytics = RouterOutputs["analytics"];
type NetworkFiguresProps = {
  network: Analytics["network"]["overview"];
  operators: Analytics["operators"]["counts"];
  strategies: Analytics["strategies"]["counts"];
};

/** Renders the six headline figures of the network. */
export function NetworkFigures({
  network: { now, before, change },
  operators,
  strategies,
}: NetworkFiguresProps) {
  return (
    <StatStrip>
      <Stat
        label={
          <>
            Total value secured <MetricTip metric="tvs" />
          </>
        }
        note={
          <>
            <Change value={change?.ratio} over="in 30 d" ofUsd />
            {change !== null && change.ratio !== null && <ValueMark leftOutCount={change.leftOutCount} />}
          </>
        }
      >
        <Usd value={now.tvsUsd} of={now} />
      </Stat>
      <Stat label="Operators" note={<Since now={now.operatorCount} before={before?.operatorCount} />}>
        <Count value={operators.activeCount} />{" "}
        <span className="text-sm font-normal tracking-normal text-dim">
          active of <Count value={operators.totalCount} />
          <UnknownCount count={operators.activityUnknownCount} />
        </span>
      </Stat>
      <Stat label="AVSs" note={<Since now={now.avsCount} before={before?.avsCount} />}>
        <Count value={now.avsCount} />
      </Stat>
      <Stat
        label={
          <>
            Delegators <MetricTip metric="delegators" />
          </>
        }
        note={
          now.delegatorUnknownCount > 0 && now.delegatorCount !== null ? (
            <>
              without those of <Counted value={now.delegatorUnknownCount} one="operator" />
            </>
          ) : (
            <Since now={now.delegatorCount} before={before?.delegatorCount} />
          )
        }
      >
        <Count value={now.delegatorCount} />
      </Stat>
      <Stat label="Strategies">
        <Count value={now.strategyCount} />
      </Stat>
      <Stat
        label={
          <>
            Allocated to AVSs <MetricTip metric="allocated" />
          </>
        }
        note={
          <>
            <Part value={strategies.allocatedRatio} /> of the priced stake
          </>
        }
      >
        <Usd
          value={strategies.allocatedUsd}
          of={{
            isTvsUpperBound: strategies.isAllocatedUpperBound,
            unpricedCount: strategies.unpricedAllocatedCount,
          }}
        />
      </Stat>
    </StatStrip>
  );
}

function Since({ now, before }: { now: number | null; before: number | null | undefined }) {
  if (now === null || before == null) return null;
  if (now === before) return <span>no change in 30 d</span>;
  return <Change value={now - before} unit="count" over="in 30 d" />;
}
