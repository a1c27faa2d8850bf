import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { NOT_IN_DEMO } from "@/app/_components/demo/not-in-demo";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Figure } from "@/app/_components/values/figure";
import { Bps, Change, Count, Counted, Part, Usd } from "@/app/_components/values/quantity";
import { Slashable } from "@/app/_components/values/slashable";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { UNKNOWN } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

/** The words for the slashing power of an AVS. */
const POWER = {
  slashes: "it can slash",
  "may-slash": "it may slash",
  "nothing-today": "it can slash nothing",
  "none-known": "no operator set is known",
  unknown: "not known",
};

/** Renders the six headline figures of an AVS. */
export function AvsFigures({ avs }: { avs: RouterOutputs["analytics"]["avs"]["overview"] }) {
  const isMissing = avs.allocationCount === null && avs.securityState === "not-in-demo";
  return (
    <StatStrip>
      <Stat
        label="Operators"
        note={
          <Change
            value={
              avs.operatorCount === null || avs.operatorCount30dAgo === null
                ? null
                : avs.operatorCount - avs.operatorCount30dAgo
            }
            unit="count"
            over="in 30 d"
          />
        }
        standing={avs.entities && <Counted value={avs.entities.nodeOperatorCount} one="node operator" />}
      >
        <Count value={avs.operatorCount} />
        <UnknownCount count={avs.unknownOperatorCount} />
      </Stat>
      <Stat
        label={
          <>
            Allocated to it <MetricTip metric="allocated" />
          </>
        }
        note={
          isMissing ? (
            NOT_IN_DEMO
          ) : avs.allocationCount === 0 ? (
            POWER[avs.securityState === "nothing" ? "nothing-today" : avs.power]
          ) : (
            <>
              <Slashable of={avs} /> slashable
            </>
          )
        }
      >
        {isMissing ? (
          <Figure text={UNKNOWN} why="Not known: the demo does not have it" />
        ) : avs.allocationCount === 0 ? (
          <Usd value={0} />
        ) : (
          <Usd
            value={avs.allocatedUsd}
            of={{ isTvsUpperBound: avs.isAllocatedUpperBound, unpricedCount: avs.unpricedCount }}
          />
        )}
      </Stat>
      <Stat
        label={
          <>
            Operators' value <MetricTip metric="operatorTvs" />
          </>
        }
        note={
          avs.operatorCount === 0 ? (
            "none is known"
          ) : (
            <>
              <Part value={avs.allocationCount === 0 ? 0 : avs.allocatedRatio} /> of priced stake
            </>
          )
        }
      >
        <Usd
          value={avs.operatorTvsUsd}
          of={{
            isTvsUpperBound: avs.isOperatorTvsUpperBound,
            unpricedCount: avs.unpricedOperatorPartCount,
          }}
        />
      </Stat>
      <Stat
        label="Delegators"
        note={
          avs.unknownOperatorCount > 0 && avs.delegatorCount !== null ? (
            <>
              without those of <Counted value={avs.unknownOperatorCount} one="operator" />
            </>
          ) : (
            "behind its operators"
          )
        }
      >
        <Count value={avs.delegatorCount} />
      </Stat>
      <Stat
        label={
          <>
            AVS split <MetricTip metric="avsCommission" />
          </>
        }
        note="median of its operators"
      >
        <Bps value={avs.medianCommissionBps} />
      </Stat>
      <Stat
        label={
          <>
            Slashings <MetricTip metric="slashings" />
          </>
        }
        tone={avs.slashingCount ? "critical" : undefined}
        note={
          avs.slashingCount === null ? "not known" : avs.slashingCount > 0 ? "by this AVS" : "never slashed"
        }
      >
        <Count value={avs.slashingCount} />
      </Stat>
    </StatStrip>
  );
}
