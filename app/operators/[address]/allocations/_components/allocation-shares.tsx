import { ShareBar } from "@/app/_components/charts/share-bar";
import { nameOf, sentenceName } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { Counted, Percent, Usd } from "@/app/_components/values/quantity";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import { api } from "@/app/_trpc/server";

/** Shows allocations by AVS, operator set and strategy, the largest exposure, and how they are spread. */
export async function AllocationShares({ address }: { address: string }) {
  const { byAvs, bySet, byStrategy, largestRatio, spread } = await api.analytics.operators.allocations.shares(
    { address },
  );
  const largest = byAvs[0];
  if (!largest) return null;
  const unpricedCount = byAvs.reduce((sum, avs) => sum + avs.unpricedCount, 0);
  return (
    <>
      <Card title="Exposure">
        <p className="max-w-prose">
          The largest exposure of known value is to{" "}
          <span className="font-medium">
            <bdi>{nameOf(largest.name, largest.address)}</bdi>
          </span>
          : <Usd value={largest.allocatedUsd} of={allocatedCertainty(largest)} className="font-medium" />
          {largestRatio !== null && (
            <>
              , <Percent value={largestRatio} /> of all priced stake that is allocated
            </>
          )}
          {largest.allocatedUsd !== null && unpricedCount > 0 && (
            <>
              , without <Counted value={unpricedCount} one="allocation" /> of unknown value
            </>
          )}
          {spread && (
            <>
              . Over <Counted value={spread.entityCount} one="AVS" many="AVSs" /> it is{" "}
              <span className="font-medium">{spread.label}</span> <MetricTip metric="spread" />
            </>
          )}
        </p>
      </Card>
      <div className="grid gap-4 lg:grid-cols-3">
        <ShareBar
          title="By AVS"
          format="usd"
          items={byAvs.map((avs) => ({
            key: avs.address,
            label: nameOf(avs.name, avs.address),
            value: avs.allocatedUsd,
            ratio: avs.ofAllRatio,
            of: allocatedCertainty(avs),
            href: `/avs/${avs.address}`,
          }))}
          empty="No allocation of known value"
        />
        <ShareBar
          title="By operator set"
          format="usd"
          items={bySet.map((set) => ({
            key: `${set.avs}-${set.setNumber}`,
            label: `${sentenceName(set.avsName, set.avs)} · set ${set.setNumber}`,
            value: set.allocatedUsd,
            ratio: set.ofAllRatio,
            of: allocatedCertainty(set),
          }))}
          empty="No allocation of known value"
        />
        <ShareBar
          title="By strategy"
          format="usd"
          items={byStrategy.map((strategy) => ({
            key: strategy.strategy,
            label: nameOf(strategy.symbol, strategy.strategy),
            value: strategy.allocatedUsd,
            ratio: strategy.ofAllRatio,
            of: allocatedCertainty(strategy),
          }))}
          empty="No allocation of known value"
        />
      </div>
    </>
  );
}
