import { firstAllocatedAt, keyOf, type MagnitudeStep, wad } from "../model/allocations";
import { blockAt, dayText, presentDay, secondsPerDay, timeText } from "../model/calendar";
import type { Delegators } from "../model/delegators";
import type { Operator } from "../model/roster";
import { microsText } from "../model/split";
import { shownOn, type World } from "../model/world";
import type { Streams } from "./streams";

/** Returns encumbered / maximum magnitude as 0..100, as the pipeline stores it; null if the maximum is 0. */
export function utilization(max: bigint, encumbered: bigint): number | null {
  return max === 0n ? null : Number((encumbered * 100_000_000n) / max) / 1_000_000;
}

function writtenBy(step: MagnitudeStep | undefined) {
  if (!step) return { at: null, block: null };
  return { at: timeText(step.at), block: step.slashBlock ?? blockAt(step.at) };
}

export function magnitudeAt(
  steps: readonly MagnitudeStep[],
  time: number,
): { max: bigint; encumbered: bigint } {
  return steps.filter((step) => step.at <= time).at(-1) ?? { max: wad, encumbered: 0n };
}

/**
 * Writes an operator's present state in each strategy: magnitudes and value; no value if its shares are not known.
 */
export function writeState(
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
    const past = steps.filter((step) => step.at <= presentDay * secondsPerDay);
    const moved = writtenBy(past.at(-1));
    const slashed = writtenBy(past.findLast((step) => step.slashBlock !== undefined));
    streams.operator_strategy_state.row(
      keyOf(operator.address, strategy),
      operator.address,
      strategy.address,
      max,
      slashed.at,
      slashed.block,
      encumbered,
      moved.at,
      moved.block,
      utilization(max, encumbered),
      since,
      now,
      tvs === "" ? null : tvs,
      now,
    );
  }
}

/** Writes the days of a strategy that is allocated although its shares are not known: magnitudes without values. */
export function writeUnheld(world: World, streams: Streams, operator: Operator) {
  const held = new Set(operator.holdings.filter(({ shares }) => shares > 0n).map(({ strategy }) => strategy));
  const rows = world.allocations.filter((row) => row.operator === operator && !held.has(row.strategy));
  for (const strategy of new Set(rows.map((row) => row.strategy))) {
    const steps = world.magnitudes.get(keyOf(operator.address, strategy)) ?? [];
    const start = shownOn(Math.min(...rows.map(firstAllocatedAt)));
    for (let day = Math.max(start, presentDay - world.days + 1); day <= presentDay; day++) {
      const time = day * secondsPerDay;
      const { max, encumbered } = magnitudeAt(steps, time);
      const cells = [operator.address, strategy.address, dayText(day), blockAt(time), max, encumbered];
      streams.operator_strategy_daily_snapshots.row(...cells, utilization(max, encumbered));
    }
  }
}
