import { eq, sql } from "drizzle-orm";
import {
  operatorDelegators,
  operatorMetadata,
  operatorRegistration,
  operatorState,
  operators,
} from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readRows, readTable, type Source } from "./source";

const operator = { address: cell.id(operators.id) };
const state = {
  address: cell.id(operatorState.operatorId),
  registeredAt: cell.instant(operatorState.registeredAt),
  registrationBlock: cell.block(operatorState.registrationBlock),
  firstActivityAt: cell.instant(operatorState.firstActivityAt),
  firstActivityBlock: cell.block(operatorState.firstActivityBlock),
  lastActivityAt: cell.instant(operatorState.lastActivityAt),
  approver: cell.text(operatorState.currentDelegationApprover),
  isPermissioned: cell.flag(operatorState.isPermissioned),
  approverUpdatedAt: cell.instant(operatorState.delegationApproverUpdatedAt),
  delegatorCount: cell.count(operatorState.activeDelegators),
  everDelegatorCount: cell.count(operatorState.totalDelegators),
  forcedUndelegationCount: cell.count(operatorState.forceUndelegationCount),
  operationalDayCount: cell.count(operatorState.operationalDays),
  totalValueUsd: cell.usd(operatorState.totalTvs),
  valueUpdatedAt: cell.instant(operatorState.tvsUpdatedAt),
};

const declared = (field: "name" | "logo" | "website" | "twitter" | "description", most: number) =>
  sql<string | null>`left(${operatorMetadata.metadataJson}->>${field}, ${most})`.as(field);
const metadata = {
  address: cell.id(operatorMetadata.operatorId),
  name: { ...cell.text(operatorMetadata.metadataJson), expression: declared("name", 400) },
  website: { ...cell.longText(operatorMetadata.metadataJson), expression: declared("website", 2000) },
  twitter: { ...cell.longText(operatorMetadata.metadataJson), expression: declared("twitter", 2000) },
  description: { ...cell.longText(operatorMetadata.metadataJson), expression: declared("description", 2000) },
  hasLogo: {
    ...cell.flag(operatorMetadata.metadataJson),
    expression: sql<boolean>`coalesce(trim(${operatorMetadata.metadataJson}->>'logo'), '') <> ''`.as(
      "has_logo",
    ),
  },
  updatedAt: cell.instant(operatorMetadata.lastUpdatedAt),
};
const registration = {
  address: cell.id(operatorRegistration.operatorId),
  registeredAt: cell.instant(operatorRegistration.registeredAt),
  blockNumber: cell.block(operatorRegistration.registrationBlock),
};
const selfDelegation = {
  operator: cell.id(operatorDelegators.operatorId),
  isDelegated: cell.flag(operatorDelegators.isDelegated),
};

/** Returns every operator with the pipeline's figures and its own description of itself. */
export async function readOperators(source: Source) {
  return {
    operators: await readTable(source, operators, operator),
    operatorStates: await readTable(source, operatorState, state),
    operatorMetadata: await readTable(source, operatorMetadata, metadata),
    operatorRegistrations: await readTable(source, operatorRegistration, registration),
    selfDelegations: await readRows(source, selfDelegation, (columns) =>
      source.db
        .select(columns)
        .from(operatorDelegators)
        .where(eq(operatorDelegators.stakerId, operatorDelegators.operatorId)),
    ),
  };
}
