import {
  globalRewardsConfig,
  operatorCommissionHistory,
  operatorCommissionRates,
} from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readRows, readTable, type Source } from "./source";

const split = {
  operator: cell.id(operatorCommissionRates.operatorId),
  /** The kind of rewards: PI, AVS or OPERATOR_SET. */
  type: cell.word(operatorCommissionRates.commissionType),
  avs: cell.text(operatorCommissionRates.avsId),
  operatorSet: cell.text(operatorCommissionRates.operatorSetId),
  currentBps: cell.bps(operatorCommissionRates.currentBips),
  activatedAt: cell.announcedInstant(operatorCommissionRates.currentActivatedAt),
  setAtBlock: cell.block(operatorCommissionRates.currentSetAtBlock),
  previousBps: cell.bps(operatorCommissionRates.previousBips),
  upcomingBps: cell.bps(operatorCommissionRates.upcomingBips),
  upcomingActivatedAt: cell.announcedInstant(operatorCommissionRates.upcomingActivatedAt),
  effectiveBps: cell.bps(operatorCommissionRates.effectiveBips),
};
const change = {
  operator: cell.id(operatorCommissionHistory.operatorId),
  type: cell.word(operatorCommissionHistory.commissionType),
  avs: cell.text(operatorCommissionHistory.avsId),
  operatorSet: cell.text(operatorCommissionHistory.operatorSetId),
  oldBps: cell.bps(operatorCommissionHistory.oldBips),
  newBps: cell.bps(operatorCommissionHistory.newBips),
  changedAt: cell.instant(operatorCommissionHistory.changedAt),
  activatedAt: cell.announcedInstant(operatorCommissionHistory.activatedAt),
  blockNumber: cell.block(operatorCommissionHistory.blockNumber),
};
const rewardsSetting = {
  /** The name of the setting, such as DEFAULT_OPERATOR_SPLIT_BIPS. */
  type: cell.word(globalRewardsConfig.configType),
  value: cell.figure(globalRewardsConfig.currentValue),
  setAt: cell.instant(globalRewardsConfig.currentSetAt),
  previousValue: cell.figure(globalRewardsConfig.previousValue),
};

/**
 * Returns every split that an operator set, each change of a split once, and the protocol's settings, all in basis
 * points.
 */
export async function readCommissions(source: Source) {
  return {
    commissionSplits: await readTable(source, operatorCommissionRates, split),
    commissionChanges: await readRows(source, change, (columns) =>
      source.db.selectDistinct(columns).from(operatorCommissionHistory),
    ),
    rewardsSettings: await readTable(source, globalRewardsConfig, rewardsSetting),
  };
}
