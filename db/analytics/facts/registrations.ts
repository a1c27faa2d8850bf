import { operatorAvsRegistrationHistory, operatorAvsRelationships } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readRows, readTable, type Source } from "./source";

const relationship = {
  operator: cell.id(operatorAvsRelationships.operatorId),
  avs: cell.id(operatorAvsRelationships.avsId),
  status: cell.word(operatorAvsRelationships.currentStatus),
  statusSince: cell.instant(operatorAvsRelationships.currentStatusSince),
  firstRegisteredAt: cell.instant(operatorAvsRelationships.firstRegisteredAt),
  lastRegisteredAt: cell.instant(operatorAvsRelationships.lastRegisteredAt),
  lastUnregisteredAt: cell.instant(operatorAvsRelationships.lastUnregisteredAt),
  registeredDayCount: cell.count(operatorAvsRelationships.totalDaysRegistered),
  currentPeriodDayCount: cell.count(operatorAvsRelationships.currentPeriodDays),
  /** Ids of the sets that the operator is a member of now; `null` on most pipelines. */
  memberOfSets: cell.list(operatorAvsRelationships.activeOperatorSetIds),
};
const registrationEvent = {
  operator: cell.id(operatorAvsRegistrationHistory.operatorId),
  avs: cell.id(operatorAvsRegistrationHistory.avsId),
  status: cell.word(operatorAvsRegistrationHistory.status),
  changedAt: cell.instant(operatorAvsRegistrationHistory.statusChangedAt),
  blockNumber: cell.block(operatorAvsRegistrationHistory.statusChangedBlock),
};

/**
 * Returns every operator's status at every AVS, and each registration and its end once, however often it is stored.
 * Both are of the AVSDirectory; operator sets appear only in the list of memberships.
 */
export async function readRegistrations(source: Source) {
  return {
    avsRelationships: await readTable(source, operatorAvsRelationships, relationship),
    registrationEvents: await readRows(source, registrationEvent, (columns) =>
      source.db.selectDistinct(columns).from(operatorAvsRegistrationHistory),
    ),
  };
}
