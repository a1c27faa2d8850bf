import type { AvsFact, Facts, OperatorSetFact, SlashingFact, StrategyFact } from "../facts/facts";
import { blockAt, present, secondsOf, secondsPerDay, timeAt } from "./calendar";
import type { ExampleAllocation } from "./example-allocation";
import { makeOperators } from "./example-operators";
import {
  allocated,
  daysAgo,
  delayDays,
  exampleAddresses,
  exampleOperatorCount,
  firstSet,
  leavingDays,
  leftAt,
  numbers,
  platform,
  scenarios,
  secondSet,
  thirdSet,
} from "./example-scenarios";
import type { Market } from "./market";
import { addressFor, randomFor, transactionFor } from "./random";
import type { Operator } from "./roster";

/** A period of an example operator at an example AVS, and in one of its sets if any; `until` is null if it lasts. */
type ExampleStay = {
  operator: number;
  avs: number;
  set: number | null;
  from: number;
  until: number | null;
};

export type Examples = {
  avss: (AvsFact & { startedAt: number })[];
  /** For each AVS, its sets 0 and 1. */
  sets: (OperatorSetFact & { strategies: StrategyFact[] })[][];
  operators: Operator[];
  /** The strategy that an example operator allocates. */
  strategyOf: (operator: number) => StrategyFact;
  allocations: ExampleAllocation[];
  slashings: SlashingFact[];
  stays: ExampleStay[];
  redelegation: { staker: string; from: Operator; to: Operator; at: number };
};

export function makeExamples(facts: Facts, market: Market): Examples {
  const strategyAt = (symbol: string) => {
    const strategy = facts.strategies.find((one) => one.symbol === symbol);
    if (!strategy) throw new Error(`No strategy for ${symbol}.`);
    return strategy;
  };
  const strategyOf = (operator: number) =>
    strategyAt(allocated[operator - 1] ?? (operator === scenarios.burned ? "ETH" : "stETH"));
  const sets = makeSets([...new Set(allocated)].map(strategyAt));
  const { allocations, stays } = makeParts(sets);
  const operators = makeOperators(strategyOf, market, strategyAt, allocations);
  const [from, to] = [operators[scenarios.redelegated.from - 1], operators[scenarios.redelegated.to - 1]];
  if (!from || !to) throw new Error("Too few example operators.");
  const at = daysAgo(scenarios.redelegated.daysAgo) + 5 * 3600;
  const redelegation = { staker: addressFor("example staker", "redelegated"), from, to, at };
  to.arrival = { staker: redelegation.staker, at };
  const slashings = makeSlashings(allocations, sets, operators, strategyOf);
  return { avss: makeAvss(sets), sets, operators, strategyOf, allocations, slashings, stays, redelegation };
}

function makeAvss(sets: Examples["sets"]): Examples["avss"] {
  return exampleAddresses.avs.map((address, i) => ({
    address,
    name: `Example AVS ${i + 1}`,
    website: i === firstSet(scenarios.onPlatform).avs ? platform : null,
    isEarly: false,
    operatorCount: null,
    startedAt: sets[i]?.[0]?.at ?? present,
  }));
}

/**
 * Returns two sets for each AVS. All sets have every strategy that examples allocate, except one, from which LsETH
 * was removed.
 */
function makeSets(strategies: StrategyFact[]): Examples["sets"] {
  const removed = firstSet(scenarios.strategyRemoved);
  const removedSymbol = allocated[scenarios.strategyRemoved - 1];
  return exampleAddresses.avs.map((avs, i) =>
    [0, 1].map((number) => {
      const at = secondsOf("2025-08-15") + (i * 12 + number * 3) * secondsPerDay + 7 * 3600;
      const isRemoved = removed.avs === i && removed.set === number;
      return {
        id: `${avs}-${number}`,
        avs,
        number,
        block: blockAt(at),
        at,
        transaction: transactionFor("example set", avs, number),
        strategies: strategies.filter(({ symbol }) => !isRemoved || symbol !== removedSymbol),
      };
    }),
  );
}

function makeParts(sets: Examples["sets"]): Pick<Examples, "allocations" | "stays"> {
  const allocations: ExampleAllocation[] = [];
  const stays: ExampleStay[] = [];
  for (const operator of numbers(exampleOperatorCount)) {
    const random = randomFor("example", operator);
    const allocates = operator <= allocated.length;
    const startOf = ({ avs, set }: { avs: number; set: number }) =>
      (sets[avs]?.[set]?.at ?? 0) + 8 * secondsPerDay;
    const latest = daysAgo((delayDays[operator - 1] ?? 14) + 4);
    const announced = (place: { avs: number; set: number }) =>
      Math.floor(startOf(place) + random.next() * (latest - startOf(place)) * 0.9);
    const places = [firstSet(operator), secondSet(operator), thirdSet(operator)];
    const parts: (ExampleAllocation | null)[] = places.map(() => null);
    if (allocates) {
      const [first, second] = places.map((place) => ({ operator, ...place, announcedAt: announced(place) }));
      const isExposed = operator === scenarios.exposed;
      const part = random.pick([10, 15, 17, 20, 25, 40, 50]);
      if (first) parts[0] = withChange({ ...first, hundredths: isExposed ? 85 : part });
      const other = random.pick([5, 10, 15, 17, 20]);
      if (second && operator < allocated.length)
        parts[1] = withChange({ ...second, hundredths: isExposed ? 5 : other }, true);
      parts[2] = extra(operator, places[2], random.integer(1, 10));
    }
    const [first] = places;
    if (first && operator === scenarios.burned)
      parts[0] = lowered({ operator, ...first, hundredths: 100, announcedAt: daysAgo(170) }, 0);
    if (operator === scenarios.silent) continue;
    places.forEach((place, nth) => {
      const part = parts[nth] ?? null;
      const since = (part?.before?.announcedAt ?? part?.announcedAt ?? startOf(place)) - 3 * secondsPerDay;
      const until = nth === 1 ? leftAt(operator) : null;
      const isAfterLeaving = operator === scenarios.allocatesAfterLeaving && nth === 1;
      if (part && isAfterLeaving && until) part.announcedAt = until + 30 * secondsPerDay;
      const joined = isAfterLeaving ? startOf(place) - 3 * secondsPerDay : since;
      const from = operator === scenarios.tooNew ? daysAgo(18 - nth) : joined;
      stays.push({ operator, avs: place.avs, set: part ? place.set : null, from, until });
    });
    allocations.push(...parts.filter((part) => part !== null));
  }
  return { allocations, stays };
}

/** Adds an allocation's newest change: a pending one, or a fall long ago. */
function withChange(allocation: ExampleAllocation, isSecond = false): ExampleAllocation {
  const { operator, hundredths, announcedAt } = allocation;
  const before = { hundredths, announcedAt };
  const pending = isSecond ? undefined : scenarios.pending.get(operator);
  if (pending !== undefined)
    return { ...allocation, hundredths: (hundredths * pending) / 100, announcedAt: daysAgo(6), before };
  if (operator === scenarios.slashed && !isSecond) return lowered(allocation, hundredths * 0.8);
  if (operator !== scenarios.onlyFalls) return allocation;
  const [start, end] = [
    announcedAt + (delayDays[operator - 1] ?? 14) * secondsPerDay,
    daysAgo(leavingDays + 6),
  ];
  return { ...allocation, hundredths: hundredths - 2, announcedAt: Math.floor((start + end) / 2), before };
}

/** Returns an allocation after a slash that left so many hundredths of it, twelve days after it took effect. */
function lowered(allocation: ExampleAllocation, hundredths: number): ExampleAllocation {
  const { operator, announcedAt } = allocation;
  const effect = announcedAt + (delayDays[operator - 1] ?? 14) * secondsPerDay;
  const slashBlock = blockAt(effect + 12 * secondsPerDay + 5 * 3600);
  const before = { hundredths: allocation.hundredths, announcedAt };
  return { ...allocation, hundredths, announcedAt: timeAt(slashBlock), before, slashBlock };
}

/** Returns the slashings that lowered allocations: each took a part of a strategy that was never slashed before. */
function makeSlashings(
  allocations: ExampleAllocation[],
  sets: Examples["sets"],
  operators: Operator[],
  strategyOf: Examples["strategyOf"],
): SlashingFact[] {
  return allocations.flatMap(({ operator, avs, set, hundredths, before, announcedAt, slashBlock }) => {
    const [at, slashed] = [sets[avs]?.[set], operators[operator - 1]];
    if (!at || !slashed || !before || slashBlock === undefined) return [];
    return {
      operator: slashed.address,
      setId: at.id,
      strategy: strategyOf(operator),
      wad: BigInt(Math.round((before.hundredths - hundredths) * 100)) * 10n ** 14n,
      description: "Example of a slashing",
      block: slashBlock,
      at: announcedAt,
      transaction: transactionFor("example slashing", slashed.address),
    };
  });
}

/** Returns a third allocation of some operators: one that ended long ago, or one not yet in effect. */
function extra(
  operator: number,
  place: { avs: number; set: number } | undefined,
  days: number,
): ExampleAllocation | null {
  if (!place || operator === scenarios.onlyFalls) return null;
  if (operator % 4 === 1)
    return {
      operator,
      ...place,
      hundredths: 0,
      announcedAt: daysAgo(30 + days),
      before: { hundredths: 5, announcedAt: daysAgo(110 + days) },
    };
  if (operator % 4 === 2) return { operator, ...place, hundredths: 5, announcedAt: daysAgo(days) };
  return null;
}
