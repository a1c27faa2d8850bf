import { blockAt, present, secondsOf, secondsPerDay } from "./calendar";
import type { ExampleAllocation } from "./example-allocation";
import { addressFor } from "./random";

/**
 * Fictional operators and AVSs, named as examples, that carry the published totals which belong to no known operator.
 */
export const exampleOperatorCount = 24;
const exampleAvsCount = 6;

/**
 * Each of the first 21 example operators allocates one of these. Together with the slashed operators' strategies they
 * are the published 16.
 */
export const allocated =
  "ETH EIGEN stETH ETH EIGEN LsETH OETH osETH ALT ETH rETH EIGEN stETH ETH swETH EIGEN mETH ETH cbETH EIGEN ETH".split(
    " ",
  );
/** Each operator's allocation delay in days. */
export const delayDays = [
  0, 20, 7, 14, 14, 17.5, 3, 7, 1, 17.5, 14, 0.5, 21, 17.5, 0, 2, 14, 17.5, 7, 10, 3, 14, 14, 14,
];
const blocksPerDay = 7200;
/** Slashable stake stays slashable for 14 days after a deallocation is announced. */
const leavingBlocks = 100_800;
export const leavingDays = 14;

/** The scenarios that some example operators show, by the numbers in their names. */
export const scenarios = {
  leftFiveDaysAgo: 3,
  leftTwentyDaysAgo: 4,
  onlyFalls: 5,
  strategyRemoved: 6,
  allocatesAfterLeaving: 7,
  /** Pending changes of the first allocation, to this many hundredths of the strategy. */
  pending: new Map([
    [8, 0],
    [9, 50],
    [10, 120],
  ]),
  withApprover: new Set([3, 9, 15]),
  redelegated: { from: 1, to: 2, daysAgo: 5 },
  /** Holds native ether alone, which can be burned but not redistributed. */
  onlyEther: 1,
  /** Lets one AVS slash most of its value. */
  exposed: 13,
  /** Declares a platform as its website, as its AVS does: an equal host there is no clue that they belong together. */
  onPlatform: 16,
  /** Lost a fifth of its first allocation to a slash. */
  slashed: 18,
  /** Secures nothing, and did nothing for more than a year. */
  silent: 22,
  /** Registered 20 days ago. */
  tooNew: 23,
  /** Had all its ether slashed, which is burned whatever the set. */
  burned: 24,
};

/** The website that the operator `onPlatform` and its AVS declare. */
export const platform = "https://app.eigenlayer.xyz";

export const daysAgo = (days: number) => present - days * secondsPerDay;
export const addressOf = (kind: "operator" | "avs", number: number) => addressFor(`example ${kind}`, number);
export const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** The addresses of everything fictional, for the demo's metadata. */
export const exampleAddresses = {
  operators: numbers(exampleOperatorCount).map((number) => addressOf("operator", number)),
  avs: numbers(exampleAvsCount).map((number) => addressOf("avs", number)),
};

/** Returns an example operator's allocation delay in blocks. */
const exampleDelay = (operator: number) => Math.round((delayDays[operator - 1] ?? 14) * blocksPerDay);

/** Returns the block in which an example operator's announced magnitude takes effect. */
export function exampleEffectBlock(operator: number, announcedAt: number, isFall: boolean): number {
  return blockAt(announcedAt) + (isFall ? leavingBlocks : exampleDelay(operator));
}

/** Returns the block in which an allocation's newest change takes effect. */
export function newestEffectBlock(row: ExampleAllocation): number {
  const isFall = row.before !== undefined && row.hundredths < row.before.hundredths;
  return row.slashBlock ?? exampleEffectBlock(row.operator, row.announcedAt, isFall);
}

/** Returns when an example operator registered. */
export function registeredAt(operator: number): number {
  if (operator === scenarios.silent) return secondsOf("2025-05-01T10:00:00Z");
  if (operator === scenarios.tooNew) return daysAgo(20) + 3600;
  return secondsOf("2025-07-10") + Math.floor(operator * 1.5 * secondsPerDay) + 3600;
}

/** Returns the sets that an operator allocates to, and the AVS at which it is only registered, or allocated once. */
export function firstSet(operator: number) {
  return { avs: (operator - 1) % exampleAvsCount, set: operator % 2 };
}
export function secondSet(operator: number) {
  return { avs: (operator + ((operator - 1) % 3)) % exampleAvsCount, set: 0 };
}
export function thirdSet(operator: number) {
  return { avs: (operator + 3) % exampleAvsCount, set: 1 };
}

/** Returns when an operator left the AVS of its second allocation. */
export function leftAt(operator: number): number | null {
  if (operator === scenarios.leftFiveDaysAgo) return daysAgo(5) + 7200;
  if (operator === scenarios.leftTwentyDaysAgo) return daysAgo(20) + 7200;
  if (operator === scenarios.allocatesAfterLeaving) return daysAgo(120) + 7200;
  return null;
}
