import type { Facts, OperatorSetFact, StrategyFact } from "../facts/facts";
import { announceChange, endOf } from "./allocation-changes";
import { blockAt, present, presentBlock, secondsPerDay, timeAt } from "./calendar";
import type { Market } from "./market";
import { randomFor } from "./random";
import type { Operator } from "./roster";
import { usdOf } from "./roster";

export const wad = 10n ** 18n;

export type Allocation = {
  operator: Operator;
  set: OperatorSetFact;
  strategy: StrategyFact;
  magnitude: bigint;
  allocatedAt: number;
  allocatedBlock: number;
  effectBlock: number;
  isReal: boolean;
  /** What was allocated from an earlier block on, and is until the effect block. */
  before?: { magnitude: bigint; allocatedAt: number; effectBlock: number };
};
/** From `at` on, an operator's strategy has this maximum and this much of it encumbered. */
export type MagnitudeStep = {
  at: number;
  max: bigint;
  encumbered: bigint;
  /** The block of the slash that lowered both. */
  slashBlock?: number;
};
export type Magnitudes = Map<string, MagnitudeStep[]>;

const fractions = [5n, 10n, 10n, 15n, 17n, 17n, 20n, 25n, 40n, 50n, 81n, 100n];
const sought =
  "ETH EIGEN stETH ETH EIGEN LsETH OETH osETH ALT ETH rETH EIGEN stETH ETH swETH EIGEN mETH ETH cbETH EIGEN ETH stETH".split(
    " ",
  );
const soughtAvs = ["0x9d2b13f5", "0xafe783e9", "0xe65c3ecc", "0x06f68243", "0x66fd5658", "0xa0f5808d"];
/** Seventeen and a half days, the protocol's wait before an allocation can be slashed. */
export const delayBlocks = 126_000;

/**
 * Real allocations follow from the slashings (an operator slashed in a set had all of the strategy allocated to it).
 * The rest is modelled to the published totals: 53 live rows of 24 operators on 9 AVSs and 16 strategies; beside
 * them a few that were withdrawn (magnitude 0) and a few that take effect after the demo's present.
 */
export function makeAllocations(facts: Facts, roster: Operator[], market: Market) {
  const { allocations, magnitudes } = slashedAllocations(facts, roster);
  const slashed = new Set(facts.slashings.map((row) => row.operator));
  const used = new Set<string>();
  const setsOf = (prefix: string) => facts.operatorSets.filter((set) => set.avs.startsWith(prefix));
  sought.forEach((symbol, i) => {
    const random = randomFor("allocation", i);
    const wanted = i === sought.length - 1 ? [...used].slice(0, 1) : null;
    const candidates = roster.filter((operator) => {
      if (operator.copyOf !== null || slashed.has(operator.address)) return false;
      if (wanted ? !wanted.includes(operator.address) : used.has(operator.address)) return false;
      const holding = operator.holdings.find((row) => row.strategy.symbol === symbol);
      const usd = holding ? usdOf(holding.shares, holding.strategy, market) : 0;
      return (operator.avsCount ?? 0) >= 3 && usd > 100 && (wanted !== null || usd < 3_000_000);
    });
    if (candidates.length === 0) return;
    const operator = random.pick(candidates);
    const holding = operator.holdings.find((row) => row.strategy.symbol === symbol);
    if (!holding) return;
    used.add(operator.address);
    const sets = [setsOf(soughtAvs[i % 6] ?? ""), setsOf(soughtAvs[(i + 1 + (i % 3)) % 6] ?? "")].flatMap(
      (list) =>
        list
          .slice(i % 2, (i % 2) + 1)
          .concat(list.slice(0, 1))
          .slice(0, 1),
    );
    let left = 100n;
    const count = i % 8 === 3 ? 1 : 2;
    const steps: MagnitudeStep[] = [];
    sets.slice(0, count).forEach((set, nth) => {
      const share = random.pick(
        fractions.filter((fraction) => fraction <= left - (nth === 0 && count > 1 ? 5n : 0n)),
      );
      left -= share;
      const magnitude = (wad * share) / 100n;
      const allocated = allocate(operator, set, holding.strategy, magnitude, random.next());
      allocations.push(allocated);
      steps.push({ at: timeAt(allocated.effectBlock), max: wad, encumbered: magnitude });
    });
    const ended = addEndedOrPending(
      allocations,
      operator,
      holding.strategy,
      setsOf(soughtAvs[(i + 4) % 6] ?? ""),
      i,
    );
    if (ended && left > 5n) steps.push(...endOf(ended));
    magnitudes.set(keyOf(operator.address, holding.strategy), accumulate(steps));
    announceChange(
      allocations.find((row) => row.operator === operator && row.magnitude > 0n),
      left,
      i,
    );
  });
  return { allocations, magnitudes };
}

export function keyOf(operator: string, strategy: StrategyFact): string {
  return `${operator}-${strategy.address}`;
}

/** What can be slashed at the demo's present: until a change takes effect, what was allocated before it. */
function heldNow({ magnitude, effectBlock, before }: Allocation): bigint {
  return effectBlock <= presentBlock ? magnitude : (before?.magnitude ?? 0n);
}

export function isLive(allocation: Allocation): boolean {
  return heldNow(allocation) > 0n;
}

/** When anything was allocated first, if only to be changed later. */
export function firstAllocatedAt({ allocatedAt, before }: Allocation): number {
  return before?.allocatedAt ?? allocatedAt;
}

function allocate(
  operator: Operator,
  set: OperatorSetFact,
  strategy: StrategyFact,
  magnitude: bigint,
  u: number,
) {
  const latest = presentBlock - delayBlocks - 20_000;
  const first = Math.min(set.block + 7200, latest);
  const allocatedBlock = Math.floor(first + u * (latest - first));
  return {
    operator,
    set,
    strategy,
    magnitude,
    allocatedAt: timeAt(allocatedBlock),
    allocatedBlock,
    effectBlock: allocatedBlock + delayBlocks,
    isReal: false,
  };
}

function addEndedOrPending(
  allocations: Allocation[],
  operator: Operator,
  strategy: StrategyFact,
  sets: OperatorSetFact[],
  i: number,
) {
  const set = sets.find((one) => !allocations.some((row) => row.operator === operator && row.set === one));
  if (!set || i % 4 > 1) return;
  const random = randomFor("allocation extra", i);
  if (i % 4 === 0) {
    const ended = allocate(operator, set, strategy, 0n, random.next());
    allocations.push(ended);
    return ended;
  }
  const allocatedAt = present - random.integer(1, 15) * secondsPerDay;
  const allocatedBlock = blockAt(allocatedAt);
  allocations.push({
    operator,
    set,
    strategy,
    magnitude: (wad * random.pick(fractions.slice(0, 4))) / 100n,
    allocatedAt,
    allocatedBlock,
    effectBlock: allocatedBlock + delayBlocks,
    isReal: false,
  });
}

function slashedAllocations(facts: Facts, roster: Operator[]) {
  const allocations: Allocation[] = [];
  const magnitudes: Magnitudes = new Map();
  const byAddress = new Map(roster.map((operator) => [operator.address, operator]));
  for (const slashing of facts.slashings) {
    const operator = byAddress.get(slashing.operator);
    const set = facts.operatorSets.find((one) => one.id === slashing.setId);
    if (!operator || !set) continue;
    const key = keyOf(slashing.operator, slashing.strategy);
    const start = set.at + 3600;
    const steps = magnitudes.get(key) ?? [{ at: start, max: wad, encumbered: wad }];
    const before = steps.at(-1)?.max ?? wad;
    const after = before - (before * slashing.wad + wad - 1n) / wad;
    steps.push({ at: slashing.at, max: after, encumbered: after, slashBlock: slashing.block });
    magnitudes.set(key, steps);
    const known = allocations.find((row) => row.operator === operator && row.strategy === slashing.strategy);
    if (known) Object.assign(known, { magnitude: after, effectBlock: slashing.block });
    else
      allocations.push({
        operator,
        set,
        strategy: slashing.strategy,
        magnitude: after,
        allocatedAt: start,
        allocatedBlock: blockAt(start),
        effectBlock: slashing.block,
        isReal: true,
      });
  }
  return { allocations, magnitudes };
}

function accumulate(steps: MagnitudeStep[]): MagnitudeStep[] {
  let sum = 0n;
  return steps
    .sort((a, b) => a.at - b.at)
    .map((step) => {
      sum += step.encumbered;
      return { ...step, encumbered: sum };
    });
}

/** What slashes left of an amount of shares, each position rounded down. */
export function leftOf(shares: bigint, max: bigint): bigint {
  return (shares * max) / wad;
}

/** What an operator's strategy has as maximum and encumbered magnitude at the demo's present. */
export function magnitudeNow(
  magnitudes: Magnitudes,
  operator: string,
  strategy: StrategyFact,
): MagnitudeStep {
  const steps = magnitudes.get(keyOf(operator, strategy)) ?? [];
  return steps.filter((step) => step.at <= present).at(-1) ?? { at: 0, max: wad, encumbered: 0n };
}
