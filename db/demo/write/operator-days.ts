import { keyOf, wad } from "../model/allocations";
import { blockAt, dayText, presentDay, secondsPerDay } from "../model/calendar";
import { bipsAt } from "../model/commissions";
import { concentration } from "../model/concentration";
import { countDays } from "../model/day-counts";
import { firstSlashes, makeDelegators } from "../model/delegators";
import { makeFlows } from "../model/flows";
import { significant } from "../model/numbers";
import { microsOf, type Operator, operationalDays } from "../model/roster";
import { microsText } from "../model/split";
import { shownOn, type World } from "../model/world";
import { presentStakes, writeDelegators } from "./delegators";
import { writeShareSnapshots } from "./share-snapshots";
import { magnitudeAt, utilization, writeState, writeUnheld } from "./strategy-states";
import type { Streams } from "./streams";

const concentrationDays = 90;

/** The prices of each strategy on the days from `first` on, read once for all operators. */
export type Prices = Map<string, (number | undefined)[]>;

/**
 * Writes one operator's delegators and days. The last day equals the present state to the micro-dollar, except for
 * slashed operators: days keep the shares as the pipeline does, and the present rows are lowered by the slashes.
 */
export async function writeOperator(world: World, streams: Streams, prices: Prices, operator: Operator) {
  const known = world.facts.delegations.filter((row) => row.operator === operator.address);
  const delegators = makeDelegators(operator, known, firstSlashes(world.slashings, operator.address));
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
  const steps = holdings.map(({ strategy }) => world.magnitudes.get(keyOf(operator.address, strategy)) ?? []);
  const stakes = presentStakes(delegators, steps);
  const presentShares = holdings.map(() => 0n);
  for (const { holding, shares } of stakes) presentShares[holding] = (presentShares[holding] ?? 0n) + shares;
  const presentMicros = holdings.map(({ strategy }, h) =>
    microsOf(presentShares[h] ?? 0n, strategy, prices.get(strategy.address)?.at(-1) ?? 0),
  );
  writeDelegators(streams, operator, delegators, stakes, stays, presentMicros);
  writeState(world, streams, operator, delegators, presentMicros);
  writeUnheld(world, streams, operator);
  if (holdings.length === 0) return Promise.all(Object.values(streams).map((stream) => stream.ready()));
  const counts = countDays(world, operator, delegators, stays, moved, first, end);
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
        figures.hhi === null ? null : significant(1 / figures.hhi, 12),
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
