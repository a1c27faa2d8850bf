import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "./client";
import { exposureByAvs } from "./exposure";
import { findLoss, listLargestLosers, listOperatorLosses, listStrategyLosses } from "./exposure-losses";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
const sql = postgres(inject("demoReaderUrl"), { max: 1 });
afterAll(() => Promise.all([close(), sql.end()]));

test("says of every AVS what the pipeline itself counted as allocated to its operator sets", async () => {
  const counted = await sql<{ avs: string; usd: string }[]>`
    select avs_id as avs, sum(total_allocated_usd) as usd from operator_set_state
    group by avs_id having sum(total_allocated_usd) > 0 order by 2 desc`;
  const said = (await exposureByAvs(db, {})).filter((row) => (row.allocatedUsd ?? 0) >= 1e-6);
  expect(said.map((row) => row.address)).toEqual(counted.map((row) => row.avs));
  for (const [index, { usd }] of counted.entries())
    expect(said[index]?.allocatedUsd).toBeCloseTo(Number(usd), 2);
});

test("loses as much by operator, by asset and by delegator as altogether", async () => {
  for (const { address: avs } of (await exposureByAvs(db, {})).slice(0, 4)) {
    const whole = await findLoss(db, { avs }, 0.3);
    const total = (parts: { lostUsd: number | null }[]) =>
      parts.reduce((sum, { lostUsd }) => sum + (lostUsd ?? 0), 0);
    const operators = await listOperatorLosses(db, { avs }, 0.3);
    expect(total(operators)).toBeCloseTo(whole.lostUsd ?? 0, 2);
    expect(total(await listStrategyLosses(db, { avs }, 0.3))).toBeCloseTo(whole.lostUsd ?? 0, 2);
    const delegators = await listLargestLosers(db, { avs }, 0.3, 1_000_000);
    expect(delegators).toHaveLength(whole.delegatorCount);
    expect(total(delegators) / (whole.lostUsd ?? 1)).toBeCloseTo(1, 5);
    expect(operators.reduce((sum, { delegatorCount }) => sum + delegatorCount, 0)).toBe(whole.delegatorCount);
  }
});
