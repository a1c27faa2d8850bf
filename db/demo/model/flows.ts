import { dayOf, secondsPerDay } from "./calendar";
import { sharesOn } from "./known-paths";
import { randomFor } from "./random";
import type { Holding, Operator } from "./roster";

const counted = dayOf("2024-10-31");
const recounted = dayOf("2025-09-26");
const scale = 1_000_000_000;

export type Flows = {
  /** The shares of each holding on each day, ending with today's. */
  shares: bigint[][];
  /** Days on which something was deposited or withdrawn. */
  moved: boolean[];
};

/**
 * Returns the daily shares of an operator's holdings from `first` to `last`. They end at today's amount, pass through
 * September 2025's if it was counted, and start from October 2024's. Large operators change almost every day, small
 * ones rarely.
 */
export function makeFlows(
  operator: Operator,
  holdings: readonly Holding[],
  first: number,
  last: number,
): Flows {
  const random = randomFor("flows", operator.address);
  const count = last - first + 1;
  const activity = operator.isStill ? 0 : Math.min(0.97, 0.02 + operator.stakers / 60);
  const sigma = operator.stakers > 100 ? 0.005 : operator.stakers > 10 ? 0.01 : 0.02;
  const walk = new Float64Array(count);
  const moved = new Array<boolean>(count).fill(false);
  for (let i = count - 2; i >= 0; i--) {
    const isMove = random.next() < activity;
    const next = walk[i + 1] ?? 0;
    walk[i] = isMove ? next * 0.985 + random.normal() * sigma : next;
    moved[i + 1] = isMove;
  }
  const pin = recounted - first;
  const isPinned = holdings.some((holding) => holding.isFrom2025) && pin >= 0 && pin < count - 1;
  if (isPinned) pinWalk(walk, pin, operator.stakers >= 50);
  const shares = holdings.map((holding) => {
    const own = 0.6 + 0.8 * randomFor("flow", operator.address, holding.strategy.symbol).next();
    const started = Math.max(counted, Math.ceil(operator.registeredAt / secondsPerDay));
    return Array.from({ length: count }, (_, i) => {
      const isBefore = holding.isFrom2025 && i < pin;
      if (holding.anchors && !isBefore) return sharesOn(holding.anchors, first + i);
      const way = isBefore ? wayTo2025(holding, first + i, started) : 1;
      const factor = Math.round(Math.exp((walk[i] ?? 0) * own) * way * scale);
      return ((holding.anchors?.[0]?.shares ?? holding.shares) * BigInt(factor)) / BigInt(scale);
    });
  });
  return { shares, moved };
}

/** Returns the part of September 2025's amount that was there on an earlier day. */
function wayTo2025(holding: Holding, day: number, started: number): number {
  const before = Number(holding.shares2024) / Number(holding.anchors?.[0]?.shares ?? holding.shares);
  if (before > 0) {
    const left = (recounted - Math.max(day, counted)) / (recounted - counted);
    return Math.min(1e4, Math.max(1e-4, before)) ** left;
  }
  return Math.min(1, Math.max(0, (day - started + 1) / Math.max(1, recounted - started + 1)));
}

function pinWalk(walk: Float64Array, pin: number, isLarge: boolean) {
  const at = walk[pin] ?? 0;
  const last = walk.length - 1;
  for (let i = 0; i <= last; i++) {
    if (i < pin) walk[i] = (walk[i] ?? 0) - at;
    else walk[i] = isLarge ? (walk[i] ?? 0) - (at * (last - i)) / (last - pin) : 0;
  }
}
