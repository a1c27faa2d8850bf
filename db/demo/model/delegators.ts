import type { DelegationFact, SlashingFact, StrategyFact } from "../facts/facts";
import { blockAt, present, secondsOf, secondsPerDay, timeAt } from "./calendar";
import type { Examples } from "./examples";
import { weightedIndex } from "./numbers";
import { randomFor } from "./random";
import type { Holding, Operator } from "./roster";
import { splitShares } from "./split";

/** One staker's shares in one of the operator's strategies, with slashes not taken off. */
export type Stake = {
  staker: number;
  holding: number;
  shares: bigint;
  /** The block in which all of it was queued for withdrawal; undefined if it is still delegated. */
  withdrawnBlock?: number;
};
export type Delegators = {
  addresses: string[];
  delegatedAt: number[];
  /** The holdings with shares; `Stake.holding` is an index of this list. */
  holdings: Holding[];
  /** Positive stakes only, by staker, then by strategy. */
  stakes: Stake[];
};
/** A past delegation to an operator, before the staker moved to its present one. */
export type PastStay = { staker: string; from: number; until: number; forced: boolean };

const boomEnd = secondsOf("2024-10-31");

/**
 * Returns a staker by its position in an operator's list, and when it delegated. The first is the operator itself.
 */
function stakerOf(operator: Operator, place: number): { address: string; at: number } {
  if (place === 0) return { address: operator.address, at: operator.registeredAt };
  const random = randomFor("staker", operator.address, place);
  const address = `0x${random.hex(5)}`;
  const start = operator.registeredAt + 600;
  const isEarly = random.next() < 0.9 && boomEnd - start > 20 * secondsPerDay;
  const span = (isEarly ? boomEnd : present - 2 * secondsPerDay) - start;
  const wait = isEarly ? random.exponential(70 * secondsPerDay) % span : random.next() * span;
  return { address, at: Math.floor(start + wait) };
}

/** The block and time of an operator's first slash in each strategy. */
export type FirstSlashes = Map<StrategyFact, { block: number; at: number }>;

export function firstSlashes(slashings: readonly SlashingFact[], operator: string): FirstSlashes {
  const first: FirstSlashes = new Map();
  for (const { strategy, block, at } of slashings.filter((row) => row.operator === operator)) {
    const known = first.get(strategy);
    if (!known || block < known.block) first.set(strategy, { block, at });
  }
  return first;
}

/** Compares both time and block, since converting between them is not exact. */
const isBefore = (time: number, slash: { block: number; at: number }) =>
  time < slash.at && blockAt(time) < slash.block;

/** Returns whether a stake is part of an operator's shares at the start of a day. */
export function isThereOn(delegators: Delegators, stake: Stake, day: number): boolean {
  const time = day * secondsPerDay;
  const isGone = stake.withdrawnBlock !== undefined && timeAt(stake.withdrawnBlock) < time;
  return !isGone && (delegators.delegatedAt[stake.staker] ?? 0) < time;
}

/**
 * Returns the delegators of an operator: heavy-tailed weights, about 1.65 strategies each, some without shares.
 * Stakes in each strategy add up to the operator's shares exactly, and the largest was there from the start. Nobody
 * who joined after a strategy's first slash holds it; a delegator that withdrew keeps a record of that.
 */
export function makeDelegators(
  operator: Operator,
  known: readonly DelegationFact[],
  slashed: FirstSlashes = new Map(),
): Delegators {
  const random = randomFor("delegators", operator.address);
  const count = operator.stakers;
  const holdings = operator.holdings.filter((holding) => holding.shares > 0n);
  const people = Array.from({ length: count }, (_, place) => stakerOf(operator, place));
  known.slice(0, count - 1).forEach((row, i) => {
    const person = people[i + 1];
    if (person) person.address = row.staker;
  });
  const sigma = 1.5 + 0.9 * random.next();
  const weights = Array.from({ length: count }, () => Math.exp(random.normal() * sigma)).sort(
    (a, b) => b - a,
  );
  weights.unshift(weights.pop() ?? 1);
  const { arrival } = operator;
  if (arrival) people[count - 1] = { address: arrival.staker, at: arrival.at };
  const empty = new Set(known.flatMap((row, i) => (row.withdrawnBlock === null ? [] : [i + 1])));
  if (arrival) empty.add(count - 1);
  const mayHold = (place: number, index: number) => {
    const slash = slashed.get(holdings[index]?.strategy as StrategyFact);
    return !empty.has(place) && (!slash || isBefore(people[place]?.at ?? 0, slash));
  };
  const members = holdings.map<number[]>(() => []);
  const popularity = holdings.map((_, i) => (1 + 4 * random.next()) / (1 + i * 0.1));
  for (let place = 0; place < count && holdings.length > 0; place++) {
    if (place > 0 && random.next() < 0.04) continue;
    const want = Math.min(holdings.length, strategyCount(random.next()));
    const taken = new Set<number>();
    for (let tries = 0; taken.size < want && tries < 40; tries++) {
      const found = weightedIndex(popularity, random.next());
      if (!taken.has(found)) {
        taken.add(found);
        if (mayHold(place, found)) members[found]?.push(place);
      }
    }
  }
  const stakes: Stake[] = [];
  holdings.forEach((holding, index) => {
    const list = members[index] ?? [];
    const half = Math.ceil(count / 2);
    if (!list.some((place) => place < half)) {
      const drawn = random.integer(0, half - 1);
      list.push(mayHold(drawn, index) ? drawn : 0);
    }
    list.push(...knownPlaces(known, holding).filter((place) => place < count && !list.includes(place)));
    list.sort((a, b) => a - b);
    stakes.push(...splitHolding(holding, index, list, weights, known, () => random.next()));
  });
  for (let index = 0; index < holdings.length; index++) {
    const first = stakes
      .filter((stake) => stake.holding === index && stake.withdrawnBlock === undefined)
      .reduce<Stake | null>(
        (best, stake) => (best === null || stake.shares > best.shares ? stake : best),
        null,
      );
    const person = first ? people[first.staker] : undefined;
    if (person && first && first.staker > 0) person.at = Math.min(person.at, operator.registeredAt + 900);
  }
  known.forEach(({ strategy, shares, withdrawnBlock }, i) => {
    const holding = holdings.findIndex((one) => one.strategy === strategy);
    if (withdrawnBlock === null || holding < 0 || i + 1 >= count) return;
    stakes.push({ staker: i + 1, holding, shares, withdrawnBlock });
    const person = people[i + 1];
    if (person) person.at = Math.min(person.at, operator.registeredAt + 900);
  });
  stakes.sort((a, b) => a.staker - b.staker || a.holding - b.holding);
  return {
    addresses: people.map((person) => person.address),
    delegatedAt: people.map((person) => person.at),
    holdings,
    stakes,
  };
}

function splitHolding(
  holding: Holding,
  index: number,
  list: number[],
  weights: number[],
  known: readonly DelegationFact[],
  next: () => number,
): Stake[] {
  const fixed = new Map<number, bigint>();
  known.forEach((row, i) => {
    if (
      row.withdrawnBlock === null &&
      row.strategy === holding.strategy &&
      row.shares < holding.shares &&
      list.includes(i + 1)
    )
      fixed.set(i + 1, row.shares);
  });
  const open = list.filter((place) => !fixed.has(place));
  const rest = [...fixed.values()].reduce((left, shares) => left - shares, holding.shares);
  const parts = splitShares(
    rest,
    open.map((place) => (weights[place] ?? 0) * (0.5 + next())),
  );
  const stakes = open.map((staker, i) => ({ staker, holding: index, shares: parts[i] ?? 0n }));
  for (const [staker, shares] of fixed) stakes.push({ staker, holding: index, shares });
  return stakes.filter((stake) => stake.shares > 0n);
}

function knownPlaces(known: readonly DelegationFact[], holding: Holding): number[] {
  return known.flatMap((row, i) =>
    row.strategy === holding.strategy && row.withdrawnBlock === null ? [i + 1] : [],
  );
}

/** Returns a number of strategies, 1.65 on average, as counted for one large operator. */
function strategyCount(u: number): number {
  if (u < 0.66) return 1;
  if (u < 0.85) return 2;
  if (u < 0.93) return 3;
  if (u < 0.97) return 4;
  return u < 0.99 ? 5 : 8;
}

/**
 * Returns past delegations of some stakers (one in sixteen of the smaller ones of large operators), by the operator
 * they left.
 */
export function makePastStays(
  roster: Operator[],
  { staker, from, at }: Examples["redelegation"],
): Map<string, PastStay[]> {
  const redelegated = { staker, from: from.registeredAt + 20 * secondsPerDay, until: at, forced: false };
  const stays = new Map<string, PastStay[]>([[from.address, [redelegated]]]);
  const large = [...roster]
    .sort((a, b) => b.stakers - a.stakers || (a.address < b.address ? -1 : 1))
    .slice(0, 60);
  for (const operator of roster) {
    if (operator.stakers < 20 || operator.isExample) continue;
    for (let place = Math.ceil(operator.stakers / 2); place < operator.stakers; place++) {
      if (place % 16 !== 0) continue;
      const random = randomFor("past", operator.address, place);
      const before = random.pick(large);
      const { address, at } = stakerOf(operator, place);
      const until = at - random.integer(7, 30) * secondsPerDay;
      const room = until - 20 * secondsPerDay - before.registeredAt;
      if (before === operator || room <= 0) continue;
      const from = Math.floor(before.registeredAt + random.next() * room);
      const stay = { staker: address, from, until, forced: random.next() < 0.06 };
      stays.set(before.address, [...(stays.get(before.address) ?? []), stay]);
    }
  }
  return stays;
}
