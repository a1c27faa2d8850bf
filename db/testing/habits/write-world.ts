import * as table from "@/drizzle/analytics/schema";
import type { Owner } from "../databases";
import { insertValueDay } from "../exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertNetworkDay,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorDay,
  insertOperatorStrategy,
} from "../rows";
import { insertConcentration, insertDelegator, insertDollarStrategy } from "../stake";
import { blockAgo, dayAgo, dollars, setOfEigenDa, timeAgo, wad, who, worldBlock } from "./world";
import {
  writeAllocations,
  writeCommissions,
  writeDepartures,
  writeMemberships,
  writeSlashing,
} from "./write-events";

const nobody = `0x${"0".repeat(40)}`;
const operators = [
  { name: "Steady", id: who.steady, usd: 1000 },
  { name: "Slashed", id: who.slashed, usd: 400 },
  { name: "Pending", id: who.pending, usd: 100 },
  { name: "By set", id: who.bySet, usd: 50 },
  { name: "Left", id: who.left, usd: 30 },
];

/** Writes a small network in which everything is known and every row follows the contract. */
export async function writeWorld(owner: Owner): Promise<void> {
  await insertCheckpoint(owner, { lastProcessedAt: timeAgo(0), lastProcessedBlock: BigInt(worldBlock) });
  await insertDollarStrategy(owner, "USD", who.usd);
  await insertDollarStrategy(owner, "EUR", who.eur);
  for (const [id, name] of [
    [who.eigenDa, "EigenDA"],
    [who.sets, "Sets"],
    [who.quiet, "Quiet"],
  ] as const)
    await insertAvs(owner, { address: id, name });
  for (const operator of operators) await writeOperator(owner, operator);
  for (const days of [0, 7, 30, 60, 70])
    await insertNetworkDay(owner, {
      snapshotDate: dayAgo(days),
      snapshotBlock: blockAgo(days),
      totalOperators: operators.length,
      totalTvs: "1380",
      totalDelegators: 11,
      totalAvs: 3,
    });
  await writeMemberships(owner);
  await writeAllocations(owner);
  await owner.insert(table.operatorSetState).values({
    id: setOfEigenDa,
    avsId: who.eigenDa,
    operatorSetId: 0,
    supportedStrategies: [who.usd],
    createdAtBlock: blockAgo(390),
    createdAt: timeAgo(390),
  });
  await writeSlashing(owner);
  await writeCommissions(owner);
  await writeDepartures(owner);
  await writeRest(owner);
}

async function writeOperator(owner: Owner, { name, id, usd }: (typeof operators)[number]): Promise<void> {
  const isSlashed = id === who.slashed;
  const now = isSlashed ? usd / 2 : usd;
  await insertOperator(owner, {
    address: id,
    name,
    tvsUsd: now,
    state: {
      activeDelegators: 2,
      totalDelegators: 2,
      registeredAt: timeAgo(400),
      registrationBlock: blockAgo(400),
      firstActivityAt: timeAgo(400),
      lastActivityAt: timeAgo(1),
      isPermissioned: false,
    },
  });
  const written = isSlashed ? 65 : 300;
  const held = (part: string) => ({
    row: { delegatedAt: timeAgo(390), totalTvsUsd: part },
    shares: [{ strategy: who.usd, shares: dollars(now / 2), tvsUsd: part, writtenBlock: blockAgo(written) }],
  });
  await insertDelegator(owner, id, { address: id, ...held(String(now / 2)) });
  await insertDelegator(owner, id, { address: `0x57${id.slice(4)}`, ...held(String(now / 2)) });
  await insertOperatorStrategy(owner, id, who.usd, {
    maxMagnitude: wad(isSlashed ? 0.5 : 1),
    maxMagnitudeUpdatedBlock: isSlashed ? blockAgo(65) : null,
    maxMagnitudeUpdatedAt: isSlashed ? timeAgo(65) : null,
    encumberedMagnitude: wad(
      id === who.steady || id === who.bySet ? 0.5 : id === who.pending ? 0.6 : id === who.left ? 0.1 : 0,
    ),
    tvsUsd: String(now),
    tvsUpdatedAt: timeAgo(0),
  });
  // Daily tables are not lowered by a slash.
  for (const days of [0, 7, 30, 60, 70]) {
    const kept = isSlashed && days > 65 ? usd : now;
    await insertValueDay(owner, id, who.usd, {
      snapshotDate: dayAgo(days),
      shares: dollars(usd),
      tvsUsd: String(isSlashed ? usd : kept),
    });
    await insertOperatorDay(owner, id, {
      snapshotDate: dayAgo(days),
      snapshotBlock: blockAgo(days),
      delegatorCount: 2,
      activeAvsCount: 1,
      totalTvs: String(kept),
      isActive: true,
    });
  }
  await insertOperatorAnalytics(owner, id, {
    date: dayAgo(0),
    riskScore: "73.00",
    performanceScore: "80",
    economicScore: "70",
    networkPositionScore: "56.666667",
    growthRate30D: "0",
    slashingEventCount: isSlashed ? 1 : 0,
    operationalDays: 400,
    sizePercentile: "50",
    delegationHhi: "0.5",
    delegationVolatility30D: "0.01",
    lifetimeSlashingAmount: isSlashed ? "200" : "0",
  });
  await insertConcentration(owner, id, { hhiValue: "0.5", totalEntities: 2, totalAmount: String(now) });
}

/** Writes tables that most pipelines leave empty. */
async function writeRest(owner: Owner): Promise<void> {
  await owner.insert(table.globalRewardsConfig).values({
    configType: "DEFAULT_OPERATOR_SPLIT_BIPS",
    currentValue: 1000n,
    currentSetAtBlock: blockAgo(400),
    currentSetAt: timeAgo(400),
  });
  for (const operator of operators) {
    await owner.insert(table.operatorRegistration).values({
      operatorId: operator.id,
      registeredAt: timeAgo(400),
      registrationBlock: blockAgo(400),
      delegationApprover: nobody,
      transactionHash: `0x${operator.usd}`,
    });
    await owner.insert(table.volatilityMetrics).values({
      entityType: "operator",
      entityId: operator.id,
      operatorId: operator.id,
      date: dayAgo(0),
      metricType: "tvs",
      volatility7D: "0.01",
      volatility30D: "0.02",
      volatility90D: "0.03",
      meanValue: "1000",
      coefficientOfVariation: "0.02",
      trendDirection: "1",
      trendStrength: "0.5",
      dataPointsCount: 90,
    });
  }
  const measured = { latestBlockIndexed: worldBlock, blocksBehind: 0, measuredAt: timeAgo(0) };
  await owner.insert(table.pipelineSyncStatus).values({
    pipeline: "events",
    eventType: "Delegation",
    latestBlockOnchain: worldBlock,
    latestEventTimestamp: timeAgo(1),
    totalRecords: 9,
    status: "synced",
    ...measured,
  });
  await owner.insert(table.subgraphHealthStatus).values({
    synced: true,
    hasIndexingErrors: false,
    chainHeadBlock: worldBlock,
    latestIndexedBlock: worldBlock,
    measuredAt: timeAgo(0),
  });
}
