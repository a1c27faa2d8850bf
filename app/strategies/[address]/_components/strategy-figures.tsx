import { isolated, plainName } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Change, Count, Counted, Part, Price, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import type { RouterOutputs } from "@/server/trpc/router";

type Strategy = RouterOutputs["analytics"]["strategies"]["overview"];

/** Renders the six headline figures of a strategy. */
export const StrategyFigures = ({ strategy }: { strategy: Strategy }) => (
  <StatStrip>
    <Stat
      label={
        <>
          Value secured <MetricTip metric="tvs" />
        </>
      }
      note={
        strategy.tvsChange30dRatio === null ? undefined : (
          <Change value={strategy.tvsChange30dRatio} over="in 30 d" ofUsd />
        )
      }
    >
      <Usd value={strategy.tvsUsd} of={strategy} />
    </Stat>
    <Stat
      label={
        <>
          Price <MetricTip metric="price" />
        </>
      }
      note={
        strategy.priceUsd === null
          ? "none is known"
          : strategy.isProxyPrice
            ? `follows ${isolated(plainName(strategy.proxySymbol) ?? "another token")}`
            : "its own price"
      }
    >
      <Price value={strategy.priceUsd} />
    </Stat>
    <Stat label="Of the network" note="of its priced stake">
      <Part value={strategy.ofNetworkRatio} />
    </Stat>
    <Stat
      label="Operators"
      note={<Counted value={strategy.entities.nodeOperatorCount} one="node operator" />}
    >
      <Count value={strategy.operatorCount} />
    </Stat>
    <Stat label="Delegators" note="with shares of it">
      <Count value={strategy.delegatorCount} />
    </Stat>
    <Stat
      label={
        <>
          Allocated <MetricTip metric="allocated" />
        </>
      }
      note={
        strategy.avsCount === null ? (
          "not known"
        ) : strategy.avsCount === 0 ? (
          "to no AVS"
        ) : (
          <>
            <Part value={strategy.allocatedRatio} /> of it, to{" "}
            <Counted value={strategy.avsCount} one="AVS" many="AVSs" />
          </>
        )
      }
    >
      {strategy.avsCount === 0 ? (
        <Usd value={0} />
      ) : (
        <Usd
          value={strategy.allocatedUsd}
          of={{
            isTvsUpperBound: strategy.isAllocatedUpperBound,
            unpricedCount: strategy.unpricedAllocatedCount,
          }}
        />
      )}
    </Stat>
  </StatStrip>
);
