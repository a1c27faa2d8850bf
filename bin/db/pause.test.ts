import { expect, test } from "vitest";
import { pause } from "./pause";

const LONGEST_TIMER = 2 ** 31 - 1;

test.each([60, 86_400, 90_000, 30 * 86_400, 366 * 86_400])(
  "%d seconds are waited for whole, by timers that Node can hold",
  async (seconds) => {
    const waits: number[] = [];
    await pause(seconds, async (milliseconds) => void waits.push(milliseconds));
    expect(waits.reduce((sum, one) => sum + one, 0)).toBe(seconds * 1000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(LONGEST_TIMER);
  },
);
