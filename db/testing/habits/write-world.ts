import type { Owner } from "../databases";
import { allocate, insertAllocationDay, insertRegistrationEvent, insertValueDay } from "../exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertNetworkDay,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorDay,
  insertOperatorStrategy,
  insertRegistration,
} from "../rows";
import {
  insertCommissionChange,
  insertConcentration,
  insertDelegator,
  insertDelegatorEvent,
  insertDollarStrategy,
  insertSlash,
} from "../stake";

import { blockAgo, dayAgo, dollars, setOfEigenDa, timeAgo, wad, who, worldBlock } from "./world";

const operators = [
  { name: "Steady", id: who.steady, usd: 1000 },
  { name: "Slashed", id: who.slashed, usd: 400 },
  { name: "Pending", id: who.pending, usd: 100 },
  { name: "By set", id: who.bySet, usd: 50 },
  { name: "Left", id: who.left, usd: 30 },
];

/** Writes a small network in which everything is known and every row is as the contract means it. */
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
  await writeSlashing(owner);
  await writeCommissions(owner);
  await writeDepartures(owner);
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
  // Daily tables keep what a slash took.
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

async function writeMemberships(owner: Owner): Promise<void> {
  for (const id of [who.steady, who.slashed, who.pending]) {
    await insertRegistration(owner, id, who.eigenDa, {
      currentStatusSince: timeAgo(300),
      firstRegisteredAt: timeAgo(300),
      activeOperatorSetIds: [setOfEigenDa],
      activeOperatorSetCount: 1,
      totalDaysRegistered: 300,
    });
    await insertRegistrationEvent(owner, id, who.eigenDa, {
      statusChangedAt: timeAgo(300),
      statusChangedBlock: blockAgo(300),
      transactionHash: "0x1",
    });
  }
  await insertRegistration(owner, who.left, who.eigenDa, {
    currentStatus: "UNREGISTERED",
    currentStatusSince: timeAgo(20),
    firstRegisteredAt: timeAgo(300),
    lastUnregisteredAt: timeAgo(20),
    activeOperatorSetIds: [],
    activeOperatorSetCount: 0,
  });
  for (const [status, days] of [
    ["REGISTERED", 300],
    ["UNREGISTERED", 20],
  ] as const)
    await insertRegistrationEvent(owner, who.left, who.eigenDa, {
      status,
      statusChangedAt: timeAgo(days),
      statusChangedBlock: blockAgo(days),
      transactionHash: "0x2",
    });
}

async function writeAllocations(owner: Owner): Promise<void> {
  const written = {
    allocatedAt: timeAgo(200),
    allocatedAtBlock: blockAgo(200),
    effectBlock: blockAgo(182.5),
  };
  await allocate(owner, who.steady, who.eigenDa, who.usd, written);
  await allocate(owner, who.left, who.eigenDa, who.usd, { magnitude: wad(0.1), ...written });
  await allocate(owner, who.bySet, who.sets, who.usd, { setNumber: 1, ...written });
  await allocate(owner, who.pending, who.eigenDa, who.usd, {
    magnitude: wad(0.6),
    allocatedAt: timeAgo(10.5),
    allocatedAtBlock: blockAgo(10.5),
    effectBlock: blockAgo(-7),
  });
  for (const [days, ratio] of [
    [30, 0.2],
    [7, 0.6],
  ] as const)
    await insertAllocationDay(
      owner,
      { operatorId: who.pending, operatorSetId: setOfEigenDa, strategyId: who.usd },
      { snapshotDate: dayAgo(days), snapshotBlock: blockAgo(days), magnitude: wad(ratio) },
    );
}

const writeSlashing = (owner: Owner) =>
  insertSlash(owner, who.slashed, who.usd, wad(0.5), {
    operatorSetId: setOfEigenDa,
    slashedAt: timeAgo(65),
    slashedAtBlock: blockAgo(65),
    transactionHash: "0x51a5",
    eventId: 1,
    id: 0,
  });

async function writeCommissions(owner: Owner): Promise<void> {
  await insertCommission(owner, who.steady, {
    currentBips: 500,
    currentActivatedAt: timeAgo(100),
    previousBips: 1000,
    effectiveBips: 500,
  });
  await insertCommission(owner, who.steady, {
    id: `${who.steady}-AVS`,
    commissionType: "AVS",
    avsId: who.eigenDa,
    currentBips: 700,
    currentActivatedAt: timeAgo(100),
    previousBips: 1000,
  });
  await insertCommission(owner, who.pending, {
    currentBips: 1500,
    currentActivatedAt: timeAgo(-3),
    previousBips: 1000,
  });
  await insertCommissionChange(owner, who.pending, {
    oldBips: 1000,
    newBips: 1500,
    changedAt: timeAgo(4),
    activatedAt: timeAgo(-3),
    blockNumber: blockAgo(4),
    eventId: "commission-1",
  });
}

/** One who was undelegated by force, and one who left and came back. */
async function writeDepartures(owner: Owner): Promise<void> {
  await insertDelegator(owner, who.steady, {
    address: who.forced,
    row: { isDelegated: false, delegatedAt: timeAgo(300), undelegatedAt: timeAgo(20) },
  });
  await insertDelegator(owner, who.steady, {
    address: who.returned,
    row: { delegatedAt: timeAgo(300), totalTvsUsd: "0" },
    shares: [],
  });
  const events = [
    [who.forced, "DELEGATED", 300],
    [who.forced, "FORCE_UNDELEGATED", 20],
    [who.forced, "UNDELEGATED", 20],
    [who.returned, "DELEGATED", 300],
    [who.returned, "UNDELEGATED", 200],
    [who.returned, "DELEGATED", 100],
  ] as const;
  for (const [staker, delegationType, days] of events)
    await insertDelegatorEvent(owner, who.steady, staker, {
      delegationType,
      eventTimestamp: timeAgo(days),
      eventBlock: blockAgo(days),
      transactionHash: `0x${days}`,
    });
}
