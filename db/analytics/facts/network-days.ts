import { desc, lte } from "drizzle-orm";
import { networkDailyAggregates } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readRows, type Source, today } from "./source";

const DAYS = 38;
const n = networkDailyAggregates;
const networkDay = {
  day: cell.day(n.snapshotDate),
  blockNumber: cell.block(n.snapshotBlock),
  totalValueUsd: cell.usd(n.totalTvs),
  operatorCount: cell.count(n.totalOperators),
  activeOperatorCount: cell.count(n.activeOperators),
  delegatorCount: cell.count(n.totalDelegators),
  avsCount: cell.count(n.totalAvs),
  activeAvsCount: cell.count(n.activeAvs),
  medianValueUsd: cell.usd(n.medianTvs),
  p90ValueUsd: cell.usd(n.p90Tvs),
  medianDelegatorCount: cell.size(n.medianDelegatorsPerOperator),
  meanScore: cell.score(n.meanRiskScore),
  medianScore: cell.score(n.medianRiskScore),
  medianPiBps: cell.benchmarkBps(n.medianPiCommissionBips),
  p25PiBps: cell.benchmarkBps(n.p25PiCommissionBips),
  p75PiBps: cell.benchmarkBps(n.p75PiCommissionBips),
  medianAvsBps: cell.benchmarkBps(n.medianAvsCommissionBips),
  medianOperatorSetBps: cell.benchmarkBps(n.medianOperatorSetCommissionBips),
  piSplitCount: cell.count(n.operatorsWithPiSplitCount),
  avsSplitCount: cell.count(n.operatorsWithAvsSplitCount),
  operatorSetSplitCount: cell.count(n.operatorsWithOperatorSetSplitCount),
};

/** Returns the newest days of the whole network, the newest first. */
export async function readNetworkDays(source: Source) {
  return {
    networkDays: await readRows(source, networkDay, (columns) =>
      source.db
        .select(columns)
        .from(n)
        .where(lte(n.snapshotDate, today(source)))
        .orderBy(desc(n.snapshotDate))
        .limit(DAYS),
    ),
  };
}
