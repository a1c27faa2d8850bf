import type { AvsFact, Facts, OperatorSetFact, StrategyFact } from "../facts/facts";
import { blockAt, present, presentBlock, presentDay, secondsOf, secondsPerDay } from "./calendar";
import type { Market } from "./market";
import { addressFor, randomFor, transactionFor } from "./random";
import { type Holding, type Operator, usdOf } from "./roster";

/** Fictional operators and AVSs, plainly named, that carry the published totals no real operator is known for. */
const exampleOperatorCount = 24;
const exampleAvsCount = 6;

/** The part of a strategy that an example allocates, in hundredths, and how it came about. */
export type ExampleAllocation = {
  operator: number;
  avs: number;
  set: number;
  hundredths: number;
  /** The announcement, and what was allocated before it. */
  announcedAt: number;
  before?: { hundredths: number; announcedAt: number };
};
/** One stay of an example operator at an example AVS and in a set of it, where it is in one; `until` is null while it lasts. */
type ExampleStay = {
  operator: number;
  avs: number;
  set: number | null;
  from: number;
  until: number | null;
};

export type Examples = {
  avss: (AvsFact & { startedAt: number })[];
  /** By AVS, its sets 0 and 1. */
  sets: (OperatorSetFact & { strategies: StrategyFact[] })[][];
  operators: Operator[];
  /** The strategy that an operator allocates. */
  strategyOf: (operator: number) => StrategyFact;
  allocations: ExampleAllocation[];
  stays: ExampleStay[];
  redelegation: { staker: string; from: Operator; to: Operator; at: number };
};

/** Every operator up to 21 allocates one of these. With those of the slashed operators they are the published 16 strategies. */
const allocated =
  "ETH EIGEN stETH ETH EIGEN LsETH OETH osETH ALT ETH rETH EIGEN stETH ETH swETH EIGEN mETH ETH cbETH EIGEN ETH".split(
    " ",
  );
/** Days from announcing a rise until it counts, as each operator chose. */
const delayDays = [
  0, 20, 7, 14, 14, 17.5, 3, 7, 1, 17.5, 14, 0.5, 21, 17.5, 7, 2, 14, 17.5, 7, 10, 3, 14, 14, 14,
];
const blocksPerDay = 7200;
/** A fall of what can be slashed counts after 14 days. */
const leavingBlocks = 100_800;
const leavingDays = 14;

/** What some of them show. Numbers as in their names. */
const scenarios = {
  leftFiveDaysAgo: 3,
  leftTwentyDaysAgo: 4,
  onlyFalls: 5,
  strategyRemoved: 6,
  allocatesAfterLeaving: 7,
  /** Pending changes of the first allocation, to so many hundredths of it. */
  pending: new Map([
    [8, 0],
    [9, 50],
    [10, 120],
  ]),
  withApprover: new Set([3, 9, 15]),
  redelegated: { from: 1, to: 2, daysAgo: 5 },
};

/** Slashable on mainnet in September 2026, in USD: what the examples' allocations are sized to. */
const slashableUsd = 5_251_813;

const daysAgo = (days: number) => present - days * secondsPerDay;
const addressOf = (kind: "operator" | "avs", number: number) => addressFor(`example ${kind}`, number);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** The addresses of everything fictional, for the demo's own metadata. */
export const exampleAddresses = {
  operators: numbers(exampleOperatorCount).map((number) => addressOf("operator", number)),
  avs: numbers(exampleAvsCount).map((number) => addressOf("avs", number)),
};

/** Blocks from announcing a rise until it counts. */
const exampleDelay = (operator: number) => Math.round((delayDays[operator - 1] ?? 14) * blocksPerDay);

/** The block from which on an example's announced magnitude counts. */
export function exampleEffectBlock(operator: number, announcedAt: number, isFall: boolean): number {
  return blockAt(announcedAt) + (isFall ? leavingBlocks : exampleDelay(operator));
}

export function makeExamples(facts: Facts, market: Market): Examples {
  const strategyAt = (symbol: string) => {
    const strategy = facts.strategies.find((one) => one.symbol === symbol);
    if (!strategy) throw new Error(`No strategy for ${symbol}.`);
    return strategy;
  };
  const strategyOf = (operator: number) => strategyAt(allocated[operator - 1] ?? "stETH");
  const sets = makeSets([...new Set(allocated)].map(strategyAt));
  const { allocations, stays } = makeParts(sets);
  const operators = makeOperators(strategyOf, market, strategyAt, allocations);
  const [from, to] = [operators[scenarios.redelegated.from - 1], operators[scenarios.redelegated.to - 1]];
  if (!from || !to) throw new Error("Too few example operators.");
  const at = daysAgo(scenarios.redelegated.daysAgo) + 5 * 3600;
  const redelegation = { staker: addressFor("example staker", "redelegated"), from, to, at };
  to.arrival = { staker: redelegation.staker, at };
  return { avss: makeAvss(sets), sets, operators, strategyOf, allocations, stays, redelegation };
}

function makeAvss(sets: Examples["sets"]): Examples["avss"] {
  return exampleAddresses.avs.map((address, i) => ({
    address,
    name: `Example AVS ${i + 1}`,
    website: null,
    isEarly: false,
    operatorCount: null,
    startedAt: sets[i]?.[0]?.at ?? present,
  }));
}

/** Two sets an AVS. All hold every strategy that examples allocate, but one set, from which LsETH was removed. */
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

/** The sets that an operator allocates to, and the AVS where it only is registered or allocated once. */
function firstSet(operator: number) {
  return { avs: (operator - 1) % exampleAvsCount, set: operator % 2 };
}
function secondSet(operator: number) {
  return { avs: (operator + ((operator - 1) % 3)) % exampleAvsCount, set: 0 };
}
function thirdSet(operator: number) {
  return { avs: (operator + 3) % exampleAvsCount, set: 1 };
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
      if (first) parts[0] = withChange({ ...first, hundredths: random.pick([10, 15, 17, 20, 25, 40, 50]) });
      if (second && operator < allocated.length)
        parts[1] = withChange({ ...second, hundredths: random.pick([5, 10, 15, 17, 20]) }, true);
      parts[2] = extra(operator, places[2], random.integer(1, 10));
    }
    places.forEach((place, nth) => {
      const part = parts[nth] ?? null;
      const since = (part?.before?.announcedAt ?? part?.announcedAt ?? startOf(place)) - 3 * secondsPerDay;
      const until = nth === 1 ? leftAt(operator) : null;
      const isAfterLeaving = operator === scenarios.allocatesAfterLeaving && nth === 1;
      if (part && isAfterLeaving && until) part.announcedAt = until + 30 * secondsPerDay;
      const from = isAfterLeaving ? startOf(place) - 3 * secondsPerDay : since;
      stays.push({ operator, avs: place.avs, set: part ? place.set : null, from, until });
    });
    allocations.push(...parts.filter((part) => part !== null));
  }
  return { allocations, stays };
}

/** When an operator left the AVS of its second allocation. */
function leftAt(operator: number): number | null {
  if (operator === scenarios.leftFiveDaysAgo) return daysAgo(5) + 7200;
  if (operator === scenarios.leftTwentyDaysAgo) return daysAgo(20) + 7200;
  if (operator === scenarios.allocatesAfterLeaving) return daysAgo(120) + 7200;
  return null;
}

/** Gives an allocation the newest change that its operator announced: a pending one, or a fall long ago. */
function withChange(allocation: ExampleAllocation, isSecond = false): ExampleAllocation {
  const { operator, hundredths, announcedAt } = allocation;
  const before = { hundredths, announcedAt };
  const pending = isSecond ? undefined : scenarios.pending.get(operator);
  if (pending !== undefined)
    return { ...allocation, hundredths: (hundredths * pending) / 100, announcedAt: daysAgo(6), before };
  if (operator !== scenarios.onlyFalls) return allocation;
  const [start, end] = [
    announcedAt + (delayDays[operator - 1] ?? 14) * secondsPerDay,
    daysAgo(leavingDays + 6),
  ];
  return { ...allocation, hundredths: hundredths - 2, announcedAt: Math.floor((start + end) / 2), before };
}

/** A third allocation of some: ended long ago, or announced and not in effect yet. */
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

function makeOperators(
  strategyOf: (operator: number) => StrategyFact,
  market: Market,
  strategyAt: (symbol: string) => StrategyFact,
  allocations: ExampleAllocation[],
): Operator[] {
  const weights = numbers(exampleOperatorCount).map((operator) =>
    Math.exp(0.7 * randomFor("example value", operator).normal()),
  );
  const factor = slashableUsd / allocations.reduce((sum, row) => sum + slashablePart(row, weights), 0);
  return numbers(exampleOperatorCount).map((number) => {
    const random = randomFor("example operator", number);
    const address = addressOf("operator", number);
    const usd = (weights[number - 1] ?? 0) * factor;
    const main = strategyOf(number);
    const others = ["stETH", "ETH", "EIGEN", "rETH"].filter((symbol) => symbol !== main.symbol);
    const second = strategyAt(random.pick(others));
    const holdings = [
      holdingOf(main, usd, market),
      holdingOf(second, usd * (0.2 + 0.5 * random.next()), market),
    ];
    return {
      address,
      name: `Example Operator ${number}`,
      website: null,
      twitter: null,
      logo: null,
      stakerCount: null,
      avsCount: 3 - (leftAt(number) === null ? 0 : 1),
      isLrt: false,
      metadataUri: null,
      copyOf: null,
      isExample: true,
      stakers: random.integer(4, 40),
      holdings,
      usd: holdings.reduce((sum, { strategy, shares }) => sum + usdOf(shares, strategy, market), 0),
      registeredAt: secondsOf("2025-07-10") + Math.floor(number * 1.5 * secondsPerDay) + 3600,
      approver: scenarios.withApprover.has(number) ? addressFor("approver", address) : null,
    };
  });
}

/** What of an allocation's weight can be slashed at the demo's present. */
function slashablePart(row: ExampleAllocation, weights: number[]): number {
  const { operator, announcedAt, before, hundredths } = row;
  const second = secondSet(operator);
  const left = row.avs === second.avs ? leftAt(operator) : null;
  const isRemoved = operator === scenarios.strategyRemoved && row.avs === firstSet(operator).avs;
  if (isRemoved || (left !== null && left < daysAgo(leavingDays))) return 0;
  const isFall = before !== undefined && hundredths < before.hundredths;
  const isPending = exampleEffectBlock(operator, announcedAt, isFall) > presentBlock;
  const now = isPending ? (before?.hundredths ?? 0) : hundredths;
  return ((weights[operator - 1] ?? 0) * now) / 100;
}

function holdingOf(strategy: StrategyFact, usd: number, market: Market): Holding {
  const price = market.price(strategy, presentDay) ?? 1;
  const tokens = usd / price / (Number(strategy.rate) / 1e18);
  const shares = (BigInt(Math.round(tokens * 1e6)) * 10n ** BigInt(strategy.decimals)) / 1_000_000n;
  return { strategy, shares, shares2024: 0n, isFrom2025: false };
}
