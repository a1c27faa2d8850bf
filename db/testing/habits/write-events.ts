import type { Owner } from "../databases";
import { allocate, insertAllocationDay, insertRegistrationEvent } from "../exposure";
import { insertCommission, insertRegistration } from "../rows";
import { insertCommissionChange, insertDelegator, insertDelegatorEvent, insertSlash } from "../stake";
import { blockAgo, dayAgo, setOfEigenDa, timeAgo, wad, who } from "./world";

/** Writes registrations, members of operator sets, and departures. */
export async function writeMemberships(owner: Owner): Promise<void> {
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

/** Writes allocations, one with a pending rise. */
export async function writeAllocations(owner: Owner): Promise<void> {
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

/** Writes the only slashing of the test world. */
export const writeSlashing = (owner: Owner) =>
  insertSlash(owner, who.slashed, who.usd, wad(0.5), {
    operatorSetId: setOfEigenDa,
    slashedAt: timeAgo(65),
    slashedAtBlock: blockAgo(65),
    transactionHash: "0x51a5",
    eventId: 1,
    id: 0,
  });

/** Writes commission splits, one of them pending. */
export async function writeCommissions(owner: Owner): Promise<void> {
  await insertCommission(owner, who.steady, {
    currentBips: 500,
    currentActivatedAt: timeAgo(100),
    previousBips: 1000,
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

/** Writes one delegator that was forcibly undelegated, and one that left and came back. */
export async function writeDepartures(owner: Owner): Promise<void> {
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
