import { blockAt, present, presentBlock, timeText } from "../model/calendar";
import type { Delegators, PastStay } from "../model/delegators";
import { decimals } from "../model/numbers";
import { randomFor, transactionFor } from "../model/random";
import type { Operator } from "../model/roster";
import { microsText, splitMicros } from "../model/split";
import type { Streams } from "./streams";

/** Writes the stakers delegated to an operator, their shares and values, and who was with it before. */
export function writeDelegators(
  streams: Streams,
  operator: Operator,
  delegators: Delegators,
  stays: readonly PastStay[],
  micros: readonly number[],
) {
  const { addresses, delegatedAt, holdings, stakes } = delegators;
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
    const at = Math.floor(from + random.next() ** 2 * (present - from));
    const key = `${id}-${staker}-${strategy}`;
    const value = microsText(stakeValues.get(stake) ?? 0);
    streams.operator_delegator_shares.row(
      key,
      id,
      staker,
      strategy,
      stake.shares,
      timeText(at),
      Math.min(blockAt(at), presentBlock),
      timeText(from),
      timeText(at),
      value,
    );
  }
  for (const { staker, from, until, forced } of stays) {
    const [start, end] = [timeText(from), timeText(until)];
    const kind = forced ? "FORCE_UNDELEGATED" : "UNDELEGATED";
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
