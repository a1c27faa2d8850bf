import { blockAt, present, secondsPerDay } from "./calendar";
import { addressFor } from "./random";

/** Fictional operators and AVSs, plainly named, that carry the published totals no real operator is known for. */
export const exampleOperatorCount = 24;
const exampleAvsCount = 6;

/** Every operator up to 21 allocates one of these. With those of the slashed operators they are the published 16 strategies. */
export const allocated =
  "ETH EIGEN stETH ETH EIGEN LsETH OETH osETH ALT ETH rETH EIGEN stETH ETH swETH EIGEN mETH ETH cbETH EIGEN ETH".split(
    " ",
  );
/** Days from announcing a rise until it counts, as each operator chose. */
export const delayDays = [
  0, 20, 7, 14, 14, 17.5, 3, 7, 1, 17.5, 14, 0.5, 21, 17.5, 7, 2, 14, 17.5, 7, 10, 3, 14, 14, 14,
];
const blocksPerDay = 7200;
/** A fall of what can be slashed counts after 14 days. */
const leavingBlocks = 100_800;
export const leavingDays = 14;

/** The scenarios that some of them show. Numbers as in their names. */
export const scenarios = {
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

export const daysAgo = (days: number) => present - days * secondsPerDay;
export const addressOf = (kind: "operator" | "avs", number: number) => addressFor(`example ${kind}`, number);
export const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

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

/** The sets that an operator allocates to, and the AVS where it only is registered or allocated once. */
export function firstSet(operator: number) {
  return { avs: (operator - 1) % exampleAvsCount, set: operator % 2 };
}
export function secondSet(operator: number) {
  return { avs: (operator + ((operator - 1) % 3)) % exampleAvsCount, set: 0 };
}
export function thirdSet(operator: number) {
  return { avs: (operator + 3) % exampleAvsCount, set: 1 };
}

/** When an operator left the AVS of its second allocation. */
export function leftAt(operator: number): number | null {
  if (operator === scenarios.leftFiveDaysAgo) return daysAgo(5) + 7200;
  if (operator === scenarios.leftTwentyDaysAgo) return daysAgo(20) + 7200;
  if (operator === scenarios.allocatesAfterLeaving) return daysAgo(120) + 7200;
  return null;
}
