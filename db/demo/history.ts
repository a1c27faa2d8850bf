import { isLive, keyOf, type MagnitudeStep, wad } from "./allocations";
import { blockAt, dayText, presentDay, secondsPerDay } from "./calendar";
import { bipsAt } from "./commissions";
import { concentration } from "./concentration";
import type { TableWriter } from "./copy";
import { type Delegators, makeDelegators, type PastStay } from "./delegators";
import { makeFlows } from "./flows";
import { isRegistered } from "./memberships";
import { significant } from "./numbers";
import { microsOf, type Operator, operationalDays } from "./roster";
import { microsText, splitShares } from "./split";
import { eventTimes, shownOn, slashTimes, type World } from "./world";
import { writeDelegators } from "./write-delegators";

export type Streams = Record<keyof typeof streamColumns, TableWriter>;

/** The tables that are written operator by operator, and the columns written. */
export const streamColumns = {
  stakers: "id, address, created_at, updated_at",
  operator_delegators:
    "id, operator_id, staker_id, is_delegated, delegated_at, undelegated_at, created_at, updated_at, total_tvs_usd, tvs_share_pct",
  operator_delegator_shares:
    "id, operator_id, staker_id, strategy_id, shares, shares_updated_at, shares_updated_block, created_at, updated_at, tvs_usd",
  operator_delegator_history:
    "operator_id, staker_id, delegation_type, event_timestamp, event_block, transaction_hash, created_at, updated_at",
  operator_delegator_shares_snapshots:
    "operator_id, staker_id, strategy_id, snapshot_date, snapshot_block, shares, is_delegated",
  operator_strategy_state:
    "id, operator_id, strategy_id, max_magnitude, max_magnitude_updated_at, max_magnitude_updated_block, encumbered_magnitude, encumbered_magnitude_updated_at, encumbered_magnitude_updated_block, utilization_rate, created_at, updated_at, tvs_usd, tvs_updated_at",
  historical_tvs_snapshots:
    "operator_id, strategy_id, snapshot_date, shares, exchange_rate, token_price_usd, tvs_usd, is_complete, rate_is_approximation, price_source, has_slashing_caveat",
  operator_strategy_daily_snapshots:
    "operator_id, strategy_id, snapshot_date, snapshot_block, max_magnitude, encumbered_magnitude, utilization_rate",
  operator_daily_snapshots:
    "operator_id, snapshot_date, snapshot_block, delegator_count, active_avs_count, active_operator_set_count, pi_split_bips, slash_event_count_to_date, operational_days, is_active, total_tvs, pi_uses_default_split",
  concentration_metrics:
    "entity_type, entity_id, date, concentration_type, hhi_value, gini_coefficient, coefficient_of_variation, top_1_percentage, top_5_percentage, top_10_percentage, total_entities, effective_entities, total_amount, operator_id",
  demo_day:
    "operator_id, day, tvs, delegators, avss, shares, shares_float, hhi, cv, last_activity, slashes, operational_days, commission_bips",
} as const;

const concentrationDays = 90;

/** The prices of one strategy on the days from `first` on, read once for all operators. */
export type Prices = Map<string, (number | undefined)[]>;

/** Writes one operator's delegators and days. Its last day equals its current state, to the micro-dollar. */
export async function writeOperator(world: World, streams: Streams, prices: Prices, operator: Operator) {
  const known = world.facts.delegations.filter((row) => row.operator === operator.address);
  const delegators = makeDelegators(operator, known);
  const stays = world.pastStays.get(operator.address) ?? [];
  const end = presentDay;
  const first = Math.max(end - world.days - world.leadDays + 1, shownOn(operator.registeredAt) + 1);
  const { holdings } = delegators;
  const { shares, moved } = makeFlows(operator, holdings, first, end);
  const offset = first - (end - world.days - world.leadDays + 1);
  const micros = holdings.map(({ strategy }, h) =>
    (shares[h] ?? []).map((amount, i) => {
      const price = prices.get(strategy.address)?.[offset + i];
      return price === undefined ? 0 : microsOf(amount, strategy, price);
    }),
  );
  const lastMicros = micros.map((days) => days.at(-1) ?? 0);
  writeDelegators(streams, operator, delegators, stays, lastMicros);
  writeState(world, streams, operator, delegators, lastMicros);
  writeUnheld(world, streams, operator);
  if (holdings.length === 0) return Promise.all(Object.values(streams).map((stream) => stream.ready()));
  const counts = countDays(world, operator, delegators, stays, moved, first, end);
  const steps = holdings.map(({ strategy }) => world.magnitudes.get(keyOf(operator.address, strategy)) ?? []);
  const spread = concentration(delegators, first, end);
  const pi = world.commissionsOf.get(operator)?.find((row) => row.avs === null);
  for (let i = 0; i < end - first + 1; i++) {
    const day = first + i;
    const text = dayText(day);
    const block = blockAt(day * secondsPerDay);
    const today = micros.map((days) => days[i] ?? 0);
    const tvs = microsText(today.reduce((a, b) => a + b, 0));
    const sorted = day > end - concentrationDays;
    const figures = spread(day, today, sorted);
    const { delegatorCount, avsCount, setCount, lastActivity, slashes } = counts(day);
    const operational = operationalDays(operator, day);
    const bips = bipsAt(pi, day * secondsPerDay);
    const sum = shares.reduce((total, days) => total + (days[i] ?? 0n), 0n);
    streams.demo_day.row(
      operator.address,
      text,
      tvs,
      delegatorCount,
      avsCount,
      sum,
      Number(sum),
      figures.hhi,
      figures.cv,
      dayText(lastActivity),
      slashes,
      operational,
      bips,
    );
    if (sorted && figures.count > 0) {
      streams.concentration_metrics.row(
        "operator",
        operator.address,
        text,
        "delegator",
        figures.hhi,
        figures.gini,
        figures.cv,
        figures.top1,
        figures.top5,
        figures.top10,
        figures.count,
        figures.hhi === null ? null : round(1 / figures.hhi),
        tvs,
        operator.address,
      );
    }
    if (day <= end - world.days) continue;
    streams.operator_daily_snapshots.row(
      operator.address,
      text,
      block,
      delegatorCount,
      avsCount,
      setCount,
      bips,
      slashes,
      operational,
      day - lastActivity <= 30,
      tvs,
      pi === undefined || bipsAt(pi, day * secondsPerDay) === 1000,
    );
    holdings.forEach(({ strategy }, h) => {
      const amount = shares[h]?.[i] ?? 0n;
      const price = prices.get(strategy.address)?.[offset + i];
      const { max, encumbered } = magnitudeAt(steps[h] ?? [], day * secondsPerDay);
      const caveat = max !== wad;
      const { isProxy } = world.market.relation(strategy);
      streams.historical_tvs_snapshots.row(
        operator.address,
        strategy.address,
        text,
        amount,
        strategy.rate,
        price ?? null,
        price === undefined ? null : microsText(today[h] ?? 0),
        price !== undefined,
        day !== end,
        isProxy ? "modelled:proxy" : "modelled",
        caveat,
      );
      streams.operator_strategy_daily_snapshots.row(
        operator.address,
        strategy.address,
        text,
        block,
        max,
        encumbered,
        utilization(max, encumbered),
      );
    });
    if (i % 64 === 0) await streams.historical_tvs_snapshots.ready();
  }
  await writeShareSnapshots(streams, operator, delegators, shares, first);
  await Promise.all(Object.values(streams).map((stream) => stream.ready()));
}

/** Encumbered of maximum magnitude, 0..100 as the pipeline stores it; null when nothing is left to allocate. */
export function utilization(max: bigint, encumbered: bigint): number | null {
  return max === 0n ? null : Number((encumbered * 100_000_000n) / max) / 1_000_000;
}

export function magnitudeAt(
  steps: readonly MagnitudeStep[],
  time: number,
): { max: bigint; encumbered: bigint } {
  return steps.filter((step) => step.at <= time).at(-1) ?? { max: wad, encumbered: 0n };
}

export function round(value: number): number {
  return significant(value, 12);
}

function writeState(
  world: World,
  streams: Streams,
  operator: Operator,
  delegators: Delegators,
  micros: number[],
) {
  const now = `${dayText(presentDay)} 00:00:00`;
  const since = `${dayText(shownOn(operator.registeredAt))} 00:00:00`;
  const held = new Map(delegators.holdings.map((holding, h) => [holding.strategy, micros[h] ?? 0]));
  const strategies = new Map(
    operator.holdings.map(({ strategy }) => [strategy, microsText(held.get(strategy) ?? 0)]),
  );
  for (const { operator: owner, strategy } of world.allocations) {
    if (owner === operator && !strategies.has(strategy)) strategies.set(strategy, "");
  }
  for (const [strategy, tvs] of strategies) {
    const steps = world.magnitudes.get(keyOf(operator.address, strategy)) ?? [];
    const { max, encumbered } = magnitudeAt(steps, presentDay * secondsPerDay);
    const last = steps.at(-1)?.at;
    const at = last === undefined ? null : new Date(last * 1000).toISOString().slice(0, 19).replace("T", " ");
    const block = last === undefined ? null : blockAt(last);
    streams.operator_strategy_state.row(
      keyOf(operator.address, strategy),
      operator.address,
      strategy.address,
      max,
      at,
      block,
      encumbered,
      at,
      block,
      utilization(max, encumbered),
      since,
      now,
      tvs === "" ? null : tvs,
      now,
    );
  }
}

/** Days of a strategy that is allocated though its shares are not known: magnitudes, but no value. */
function writeUnheld(world: World, streams: Streams, operator: Operator) {
  const held = new Set(operator.holdings.filter(({ shares }) => shares > 0n).map(({ strategy }) => strategy));
  const rows = world.allocations.filter((row) => row.operator === operator && !held.has(row.strategy));
  for (const strategy of new Set(rows.map((row) => row.strategy))) {
    const steps = world.magnitudes.get(keyOf(operator.address, strategy)) ?? [];
    const start = shownOn(Math.min(...rows.map((row) => row.allocatedAt)));
    for (let day = Math.max(start, presentDay - world.days + 1); day <= presentDay; day++) {
      const time = day * secondsPerDay;
      const { max, encumbered } = magnitudeAt(steps, time);
      const cells = [operator.address, strategy.address, dayText(day), blockAt(time), max, encumbered];
      streams.operator_strategy_daily_snapshots.row(...cells, utilization(max, encumbered));
    }
  }
}

/** The first of each month and the present: every stake that was there, adding to the operator's shares of that day. */
async function writeShareSnapshots(
  streams: Streams,
  operator: Operator,
  delegators: Delegators,
  shares: bigint[][],
  first: number,
) {
  const { stakes, addresses, delegatedAt, holdings } = delegators;
  const byHolding = holdings.map((_, h) => stakes.filter((stake) => stake.holding === h));
  for (const day of shareSnapshotDays()) {
    if (day < first) continue;
    const block = blockAt(day * secondsPerDay);
    for (let h = 0; h < holdings.length; h++) {
      const there = (byHolding[h] ?? []).filter(
        (stake) => (delegatedAt[stake.staker] ?? 0) < day * secondsPerDay,
      );
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

export const shareSnapshotMonths = 6;

export function shareSnapshotDays(): number[] {
  const days = [presentDay];
  for (let month = 0; month < shareSnapshotMonths - 1; month++) {
    days.unshift(Date.UTC(2026, 6 - month, 1) / 1000 / secondsPerDay);
  }
  return days;
}

function countDays(
  world: World,
  operator: Operator,
  delegators: Delegators,
  stays: PastStay[],
  moved: boolean[],
  first: number,
  end: number,
) {
  const joins = new Float64Array(end - first + 2);
  let before = 0;
  const count = (time: number, change: number) => {
    const shown = shownOn(time + 1);
    if (shown <= first) before += change;
    else if (shown <= end) joins[shown - first] = (joins[shown - first] ?? 0) + change;
  };
  const times = eventTimes(world, operator).concat(delegators.delegatedAt);
  for (const at of delegators.delegatedAt) count(at, 1);
  for (const stay of stays) {
    count(stay.from, 1);
    count(stay.until, -1);
    times.push(stay.from, stay.until);
  }
  const active = new Set(times.map((time) => shownOn(time)));
  let last = Math.max(...[...active].filter((day) => day <= first));
  const days: { delegatorCount: number; lastActivity: number }[] = [];
  for (let i = 0; i <= end - first; i++) {
    before += i === 0 ? 0 : (joins[i] ?? 0);
    if (active.has(first + i) || moved[i] === true) last = first + i;
    days.push({ delegatorCount: before, lastActivity: last });
  }
  const memberships = world.membershipsOf.get(operator) ?? [];
  const live = world.allocations.filter((row) => row.operator === operator && isLive(row));
  const slashed = slashTimes(world, operator);
  return (day: number) => {
    const time = day * secondsPerDay;
    return {
      delegatorCount: days[day - first]?.delegatorCount ?? 0,
      lastActivity: days[day - first]?.lastActivity ?? first,
      avsCount: memberships.filter((row) => isRegistered(row, time)).length,
      setCount: new Set(live.filter((row) => row.allocatedAt <= time).map((row) => row.set)).size,
      slashes: slashed.filter((at) => at <= time).length,
    };
  };
}
