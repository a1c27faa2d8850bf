import { setTimeout } from "node:timers/promises";

const SECONDS_A_DAY = 86_400;

/** Waits. A timer of Node that is longer than 24 days ends at once, so this one waits a day at a time. */
export async function pause(seconds: number, wait: (milliseconds: number) => Promise<unknown> = setTimeout) {
  for (let left = seconds; left > 0; left -= SECONDS_A_DAY) await wait(Math.min(left, SECONDS_A_DAY) * 1000);
}
