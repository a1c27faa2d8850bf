import { blockAt, dayText, presentDay, secondsPerDay } from "../model/calendar";
import { type Delegators, isThereOn } from "../model/delegators";
import type { Operator } from "../model/roster";
import { splitShares } from "../model/split";
import type { Streams } from "./streams";

/**
 * Writes every stake on the first of each of the last months, and now. The stakes add up to the pipeline's shares of
 * that day.
 */
export async function writeShareSnapshots(
  streams: Streams,
  operator: Operator,
  delegators: Delegators,
  shares: bigint[][],
  first: number,
) {
  const { stakes, addresses, holdings } = delegators;
  const byHolding = holdings.map((_, h) => stakes.filter((stake) => stake.holding === h));
  for (const day of shareSnapshotDays()) {
    if (day < first) continue;
    const block = blockAt(day * secondsPerDay);
    for (let h = 0; h < holdings.length; h++) {
      const there = (byHolding[h] ?? []).filter((stake) => isThereOn(delegators, stake, day));
      const total = shares[h]?.[day - first] ?? 0n;
      if (there.length === 0) continue;
      const isNow = day === presentDay;
      const parts = isNow
        ? []
        : splitShares(
            total,
            there.map((stake) => Number(stake.shares)),
          );
      there.forEach((stake, i) => {
        const amount = isNow ? stake.shares : (parts[i] ?? 0n);
        if (amount > 0n)
          streams.operator_delegator_shares_snapshots.row(
            operator.address,
            addresses[stake.staker] ?? "",
            holdings[h]?.strategy.address ?? "",
            dayText(day),
            block,
            amount,
            true,
          );
      });
      await streams.operator_delegator_shares_snapshots.ready();
    }
  }
}

const shareSnapshotMonths = 6;

function shareSnapshotDays(): number[] {
  const days = [presentDay];
  for (let month = 0; month < shareSnapshotMonths - 1; month++) {
    days.unshift(Date.UTC(2026, 6 - month, 1) / 1000 / secondsPerDay);
  }
  return days;
}
