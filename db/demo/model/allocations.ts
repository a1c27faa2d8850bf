import type { Facts, OperatorSetFact, StrategyFact } from "../facts/facts";
import { blockAt, present, presentBlock, timeAt } from "./calendar";
import type { ExampleAllocation } from "./example-allocation";
import { exampleEffectBlock, newestEffectBlock } from "./example-scenarios";
import type { Examples } from "./examples";
import type { Operator } from "./roster";

export const wad = 10n ** 18n;

export type Allocation = {
  operator: Operator;
  set: OperatorSetFact;
  strategy: StrategyFact;
  magnitude: bigint;
  allocatedAt: number;
  allocatedBlock: number;
  effectBlock: number;
  /** The magnitude allocated earlier, which stays in effect until the effect block. */
  before?: { magnitude: bigint; allocatedAt: number; effectBlock: number };
  /** The newest change was made by a slash. */
  isSlashed?: boolean;
};
/** The maximum and encumbered magnitude of an operator's strategy from `at` on. */
export type MagnitudeStep = {
  at: number;
  max: bigint;
  encumbered: bigint;
  /** The block of the slash that lowered both. */
  slashBlock?: number;
};
export type Magnitudes = Map<string, MagnitudeStep[]>;

/**
 * Returns all allocations. Real operators have those that follow from their slashings: an operator slashed in a set
 * had allocated the whole strategy to it. Example operators carry the rest of the published totals: 53 allocations of
 * 24 operators to 9 AVSs, in 16 strategies.
 */
export function makeAllocations(facts: Facts, roster: Operator[], examples: Examples) {
  const { allocations, magnitudes } = slashedAllocations(facts, roster);
  for (const operator of examples.operators) {
    const own = examples.allocations
      .filter((row) => examples.operators[row.operator - 1] === operator)
      .map((row) => exampleAllocation(examples, operator, row));
    const [strategy] = own.map((row) => row.strategy);
    if (!strategy) continue;
    allocations.push(...own);
    magnitudes.set(keyOf(operator.address, strategy), encumberedBy(own));
  }
  return { allocations, magnitudes };
}

export function keyOf(operator: string, strategy: StrategyFact): string {
  return `${operator}-${strategy.address}`;
}

/** Returns the slashable magnitude at the demo's present: until a change takes effect, the earlier one. */
function heldNow({ magnitude, effectBlock, before }: Allocation): bigint {
  return effectBlock <= presentBlock ? magnitude : (before?.magnitude ?? 0n);
}

export function isLive(allocation: Allocation): boolean {
  return heldNow(allocation) > 0n;
}

/** Returns the time of an allocation's first announcement, even if it was changed later. */
export function firstAllocatedAt({ allocatedAt, before }: Allocation): number {
  return before?.allocatedAt ?? allocatedAt;
}

function exampleAllocation(examples: Examples, operator: Operator, row: ExampleAllocation): Allocation {
  const set = examples.sets[row.avs]?.[row.set];
  if (!set) throw new Error(`No set ${row.set} at example AVS ${row.avs + 1}.`);
  const { operator: number, hundredths, announcedAt, before } = row;
  const magnitudeOf = (part: number) => (wad * BigInt(Math.round(part * 100))) / 10_000n;
  return {
    operator,
    set,
    strategy: examples.strategyOf(number),
    magnitude: magnitudeOf(hundredths),
    allocatedAt: announcedAt,
    allocatedBlock: blockAt(announcedAt),
    effectBlock: newestEffectBlock(row),
    isSlashed: row.slashBlock !== undefined,
    ...(before && {
      before: {
        magnitude: magnitudeOf(before.hundredths),
        allocatedAt: before.announcedAt,
        effectBlock: exampleEffectBlock(number, before.announcedAt, false),
      },
    }),
  };
}

/**
 * Returns the magnitudes over time: a rise is encumbered from its announcement, a fall from its effect, and a slash
 * lowers the maximum as well.
 */
function encumberedBy(allocations: readonly Allocation[]): MagnitudeStep[] {
  const changes = allocations.flatMap(({ magnitude, allocatedAt, effectBlock, before, isSlashed }) => {
    const change = magnitude - (before?.magnitude ?? 0n);
    const first = before ? [{ at: before.allocatedAt, change: before.magnitude }] : [];
    const slash = isSlashed ? { slashBlock: effectBlock } : {};
    return [...first, { at: change > 0n ? allocatedAt : timeAt(effectBlock), change, ...slash }];
  });
  let [max, encumbered] = [wad, 0n];
  return changes
    .sort((a, b) => a.at - b.at)
    .map(({ at, change, ...slash }) => {
      encumbered += change;
      if ("slashBlock" in slash) max += change;
      return { at, max, encumbered, ...slash };
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
      });
  }
  return { allocations, magnitudes };
}

/** Returns the shares that slashes left of a position, rounded down. */
export function leftOf(shares: bigint, max: bigint): bigint {
  return (shares * max) / wad;
}

/** Returns the maximum and encumbered magnitude of an operator's strategy at the demo's present. */
export function magnitudeNow(
  magnitudes: Magnitudes,
  operator: string,
  strategy: StrategyFact,
): MagnitudeStep {
  const steps = magnitudes.get(keyOf(operator, strategy)) ?? [];
  return steps.filter((step) => step.at <= present).at(-1) ?? { at: 0, max: wad, encumbered: 0n };
}
