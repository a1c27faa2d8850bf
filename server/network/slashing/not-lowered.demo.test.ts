import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { readFactsNotLowered } from "@/db/testing/facts-not-lowered";
import { networkOf } from "../../testing/context";
import { buildNetwork } from "../build";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);

test("gives a slashed strategy the same value whether its positions were lowered or not", async () => {
  const lowered = await networkOf(db);
  const kept = buildNetwork(await readFactsNotLowered(inject("demoUrl")), "test");
  const slashed = [...lowered.operators.values()].filter(({ slashings }) => slashings.length > 0);
  // Three real ones, and two examples.
  expect(slashed).toHaveLength(5);
  for (const { address, strategies } of slashed) {
    const again = kept.operators.get(address)?.strategies;
    for (const { strategy, shares, value, correction, delegatorCount } of strategies) {
      const same = again?.find((one) => one.strategy === strategy);
      const what = `${address} ${strategy}`;
      expect(same?.correction, what).toBe(correction);
      // Lowering a position rounds it down by less than a unit.
      const difference = Number((same?.shares ?? -1n) - (shares ?? 0n));
      expect(Math.abs(difference), what).toBeLessThanOrEqual(same?.delegatorCount ?? 0);
      expect(same?.value.knownUsd ?? 0, what).toBeCloseTo(value.knownUsd ?? 0, 6);
      expect(same?.delegatorCount ?? 0, what).toBeGreaterThanOrEqual(delegatorCount ?? 0);
    }
  }
  expect(kept.totals.value.knownUsd).toBeCloseTo(lowered.totals.value.knownUsd ?? 0, 2);
});
