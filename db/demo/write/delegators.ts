import { leftOf, type MagnitudeStep } from "../model/allocations";
import { blockAt, present, presentBlock, timeAt, timeText } from "../model/calendar";
import type { Delegators, PastStay } from "../model/delegators";
import { decimals } from "../model/numbers";
import { randomFor, transactionFor } from "../model/random";
import type { Operator } from "../model/roster";
import { microsText, splitMicros } from "../model/split";
import type { Streams } from "./streams";

/** Returns each stake after slashes and withdrawals, with the last slash that lowered it. */
export function presentStakes({ stakes, holdings }: Delegators, steps: readonly MagnitudeStep[][]) {
  const slashes = holdings.map((_, h) => steps[h]?.findLast((step) => step.slashBlock !== undefined));
  return stakes.map((stake) => {
    const slash = slashes[stake.holding];
    const shares = stake.withdrawnBlock === undefined ? stake.shares : 0n;
    return { ...stake, shares: slash ? leftOf(shares, slash.max) : shares, slash };
  });
}

type PresentStake = ReturnType<typeof presentStakes>[number];

/** Writes an operator's present stakers with their shares and values, and its past stakers. */
export function writeDelegators(
  streams: Streams,
  operator: Operator,
  delegators: Delegators,
  stakes: readonly PresentStake[],
  stays: readonly PastStay[],
  micros: readonly number[],
) {
  const { addresses, delegatedAt, holdings } = delegators;
  const now = timeText(present);
  const id = operator.address;
  const values = new Float64Array(addresses.length);
  const stakeValues = new Map<(typeof stakes)[number], number>();
  holdings.forEach((_, h) => {
    const list = stakes.filter((stake) => stake.holding === h);
    const parts = splitMicros(
      micros[h] ?? 0,
      list.map((stake) => stake.shares),
    );
    list.forEach((stake, i) => {
      stakeValues.set(stake, parts[i] ?? 0);
      values[stake.staker] = (values[stake.staker] ?? 0) + (parts[i] ?? 0);
    });
  });
  const total = micros.reduce((a, b) => a + b, 0);
  addresses.forEach((staker, i) => {
    const at = delegatedAt[i] ?? 0;
    const time = timeText(at);
    const value = values[i] ?? 0;
    const pct = total > 0 ? decimals((value / total) * 100, 8) : null;
    streams.stakers.row(staker, staker, time, now);
    streams.operator_delegators.row(
      `${id}-${staker}`,
      id,
      staker,
      true,
      time,
      null,
      time,
      now,
      microsText(value),
      pct,
    );
    streams.operator_delegator_history.row(
      id,
      staker,
      "DELEGATED",
      time,
      blockAt(at),
      transactionFor("delegated", id, staker),
      time,
      time,
    );
  });
  const random = randomFor("share updates", id);
  for (const stake of stakes) {
    const staker = addresses[stake.staker] ?? "";
    const strategy = holdings[stake.holding]?.strategy.address ?? "";
    const from = delegatedAt[stake.staker] ?? 0;
    const drawn = Math.floor(from + random.next() ** 2 * (present - from));
    const { at, block } = writtenAt(stake, drawn);
    const key = `${id}-${staker}-${strategy}`;
    const value = microsText(stakeValues.get(stake) ?? 0);
    streams.operator_delegator_shares.row(
      key,
      id,
      staker,
      strategy,
      stake.shares,
      timeText(at),
      block,
      timeText(from),
      timeText(at),
      value,
    );
  }
  for (const { staker, from, until, forced } of stays) {
    const [start, end] = [timeText(from), timeText(until)];
    // A forced departure emits both events, in one transaction.
    const kinds = forced ? ["FORCE_UNDELEGATED", "UNDELEGATED"] : ["UNDELEGATED"];
    streams.operator_delegators.row(`${id}-${staker}`, id, staker, false, start, end, start, end, "0", "0");
    streams.operator_delegator_history.row(
      id,
      staker,
      "DELEGATED",
      start,
      blockAt(from),
      transactionFor("delegated", id, staker),
      start,
      start,
    );
    for (const kind of kinds)
      streams.operator_delegator_history.row(
        id,
        staker,
        kind,
        end,
        blockAt(until),
        transactionFor("undelegated", id, staker),
        end,
        end,
      );
  }
}

/** Returns when a row was last written; a withdrawal or a slash writes it too. */
function writtenAt({ slash, withdrawnBlock }: PresentStake, drawn: number) {
  if (withdrawnBlock !== undefined) return { at: timeAt(withdrawnBlock), block: withdrawnBlock };
  if (slash?.slashBlock !== undefined) return { at: slash.at, block: slash.slashBlock };
  return { at: drawn, block: Math.min(blockAt(drawn), presentBlock) };
}
