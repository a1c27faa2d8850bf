import { sql } from "drizzle-orm";
import * as table from "@/drizzle/analytics/schema";
import type { Owner } from "./databases";

type Row<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

/** The default time and block of rows. */
const testNow = "2026-07-05 00:00:00";
const testBlock = 25_468_595;

let next = 0;
/** Returns an address that no other row of this test file has. */
const newAddress = () => `0x${(++next).toString(16).padStart(40, "0")}`;

type NewOperator = {
  address?: string;
  name?: string | null;
  tvsUsd?: string | number | null;
  state?: Row<typeof table.operatorState>;
};

/** Inserts an operator with its state and, when it has a name, its metadata. */
export async function insertOperator(
  owner: Owner,
  { address = newAddress(), name, tvsUsd, state }: NewOperator = {},
) {
  await owner.insert(table.operators).values({ id: address, address });
  await owner.insert(table.operatorState).values({
    operatorId: address,
    operatorAddress: address,
    currentDelegationApprover: "0x0000000000000000000000000000000000000000",
    totalTvs: tvsUsd === undefined || tvsUsd === null ? null : String(tvsUsd),
    isActive: true,
    totalDelegators: 0,
    activeDelegators: 0,
    activeAvsCount: 0,
    operationalDays: 400,
    registeredAt: "2024-04-09 00:00:00",
    ...state,
  });
  if (name !== undefined && name !== null) await insertOperatorMetadata(owner, address, { name });
  return { address };
}

/** Inserts an operator's self-declared metadata; `fields` become its metadata_json. */
async function insertOperatorMetadata(owner: Owner, operatorId: string, fields: Record<string, unknown>) {
  const metadataUri = "https://example.org/metadata.json";
  await owner.insert(table.operatorMetadata).values({
    operatorId,
    metadataUri,
    metadataJson: sql`${JSON.stringify(fields)}::jsonb`,
    lastUpdatedAt: testNow,
    lastUpdatedBlock: testBlock,
  });
}

/** Inserts a name that an operator declared at some time. */
export async function insertDeclaredName(
  owner: Owner,
  operatorId: string,
  { name, updatedAt }: { name?: string; updatedAt: string },
) {
  await owner.insert(table.operatorMetadataHistory).values({
    operatorId,
    metadataUri: "https://example.org/metadata.json",
    metadataJson: { name },
    updatedAt,
    updatedAtBlock: testBlock,
    transactionHash: updatedAt,
  });
}

/** Inserts one day of an operator's scores. */
export async function insertOperatorAnalytics(
  owner: Owner,
  operatorId: string,
  row: Row<typeof table.operatorAnalytics> = {},
) {
  await owner.insert(table.operatorAnalytics).values({
    operatorId,
    date: "2026-07-05",
    riskScore: "75.00",
    confidenceScore: "100",
    riskLevel: "MEDIUM",
    hasSufficientData: true,
    isActive: true,
    ...row,
  });
}

/** Inserts one day of an operator's figures. */
export async function insertOperatorDay(
  owner: Owner,
  operatorId: string,
  row: Row<typeof table.operatorDailySnapshots> = {},
) {
  await owner
    .insert(table.operatorDailySnapshots)
    .values({ operatorId, snapshotDate: "2026-07-05", snapshotBlock: testBlock, ...row });
}

/** Inserts an AVS and, when it has a name, its metadata. */
export async function insertAvs(
  owner: Owner,
  { address = newAddress(), name }: { address?: string; name?: string } = {},
) {
  await owner.insert(table.avs).values({ id: address, address });
  const updated = { lastUpdatedAt: testNow, lastUpdatedBlock: testBlock };
  if (name !== undefined)
    await owner.insert(table.avsMetadata).values({
      avsId: address,
      metadataUri: "https://example.org/avs.json",
      name,
      metadataJson: sql`${JSON.stringify({ name })}::jsonb`,
      ...updated,
    });
  return { address };
}

/** Inserts the registration of an operator with an AVS. */
export async function insertRegistration(
  owner: Owner,
  operatorId: string,
  avsId: string,
  row: Row<typeof table.operatorAvsRelationships> = {},
) {
  await owner.insert(table.operatorAvsRelationships).values({
    id: `${operatorId}-${avsId}`,
    operatorId,
    avsId,
    currentStatus: "REGISTERED",
    currentStatusSince: "2025-01-01 00:00:00",
    ...row,
  });
}

/** Inserts a strategy. */
export async function insertStrategy(owner: Owner, { address = newAddress() }: { address?: string } = {}) {
  await owner.insert(table.strategies).values({ id: address, address });
  return { address };
}

/** Inserts an operator's stake in one strategy; magnitudes are fractions of 10^18. */
export async function insertOperatorStrategy(
  owner: Owner,
  operatorId: string,
  strategyId: string,
  row: Row<typeof table.operatorStrategyState> = {},
) {
  await owner.insert(table.operatorStrategyState).values({
    id: `${operatorId}-${strategyId}`,
    operatorId,
    strategyId,
    maxMagnitude: "1000000000000000000",
    encumberedMagnitude: "0",
    utilizationRate: "0",
    ...row,
  });
}

/** Inserts an operator's commission. The type is PI by default; `id` has to name it. */
export async function insertCommission(
  owner: Owner,
  operatorId: string,
  row: Row<typeof table.operatorCommissionRates> = {},
) {
  await owner.insert(table.operatorCommissionRates).values({
    id: `${operatorId}-PI`,
    operatorId,
    commissionType: "PI",
    currentBips: 1000,
    currentActivatedAt: "2025-01-01 00:00:00",
    currentSetAtBlock: testBlock,
    ...row,
  });
}

/** Inserts how far the pipeline has read. */
export async function insertCheckpoint(owner: Owner, row: Row<typeof table.pipelineCheckpoints> = {}) {
  await owner.insert(table.pipelineCheckpoints).values({
    pipelineName: "analytics",
    lastProcessedAt: testNow,
    lastProcessedBlock: BigInt(testBlock),
    ...row,
  });
}

/** Inserts one day of the whole network. */
export async function insertNetworkDay(owner: Owner, row: Row<typeof table.networkDailyAggregates> = {}) {
  await owner
    .insert(table.networkDailyAggregates)
    .values({ snapshotDate: "2026-07-05", snapshotBlock: testBlock, ...row });
}

/** Inserts one stored row of a slashing; the first also creates the operator set and its AVS. */
export async function insertSlashing(
  owner: Owner,
  operatorId: string,
  {
    operatorSetId = `${ZERO_AVS}-0`,
    ...row
  }: Row<typeof table.operatorSlashingIncidents> & { operatorSetId?: string } = {},
) {
  const [avsId = ZERO_AVS, number] = operatorSetId.split("-");
  await owner.insert(table.avs).values({ id: avsId, address: avsId }).onConflictDoNothing();
  await owner
    .insert(table.operatorSets)
    .values({ id: operatorSetId, avsId, operatorSetId: Number(number) })
    .onConflictDoNothing();
  const [incident] = await owner
    .insert(table.operatorSlashingIncidents)
    .values({
      operatorId,
      operatorSetId,
      slashedAt: "2026-01-05 09:45:47",
      slashedAtBlock: 24_167_653,
      description: "",
      ...row,
    })
    .returning({ id: table.operatorSlashingIncidents.id });
  return incident;
}
const ZERO_AVS = "0xa000000000000000000000000000000000000000";
