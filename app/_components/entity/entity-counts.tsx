import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Counted } from "@/app/_components/values/quantity";
import type { EntityCounts as Counts } from "@/server/network/entities/groups";

/**
 * Renders "7 operators, 2 brands, 3 node operators": the operators, and the most brands and node operators behind
 * them.
 */
export const EntityCounts = ({ of: { operatorCount, brandCount, nodeOperatorCount } }: { of: Counts }) => (
  <span className="inline-flex items-center gap-1 text-xs font-normal text-dim">
    <span>
      <Counted value={operatorCount} one="operator" />, <Counted value={brandCount} one="brand" />,{" "}
      <Counted value={nodeOperatorCount} one="node operator" />
    </span>
    <MetricTip metric="nodeOperators" />
  </span>
);
