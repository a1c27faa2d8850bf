import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { countDelegatorsAtRisk, listLargestLosers } from "@/db/analytics/stakers/largest-losers";
import { recount } from "@/db/testing/recount/recount";
import { lossByOperator, lossByStrategy, sharesAtRisk, supposedLoss } from "../network/figures/worst-case";
import { networkOf } from "../testing/context";

const PART = 0.3;
const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const network = await networkOf(db);
const counted = await recount(inject("demoReaderUrl"));

const total = (parts: { lostUsd: number | null }[]) =>
  parts.reduce((sum, { lostUsd }) => sum + (lostUsd ?? 0), 0);

test("loses a part of what the tables say that each AVS, and each operator's AVSs, can slash", () => {
  for (const [avs, { slashableUpToUsd }] of counted.avs)
    expect(supposedLoss(network, { avs }, PART).lostUsd).toBeCloseTo(slashableUpToUsd * PART, 1);
  for (const [operator, { slashableUpToUsd }] of counted.operators)
    expect(supposedLoss(network, { operator }, 1).lostUsd).toBeCloseTo(slashableUpToUsd, 1);
});

test("loses as much by operator, by asset and by delegator as altogether", async () => {
  const largest = [...network.avs.values()]
    .sort((a, b) => (b.slashableUpTo.knownUsd ?? 0) - (a.slashableUpTo.knownUsd ?? 0))
    .slice(0, 4);
  for (const { address: avs } of largest) {
    const whole = supposedLoss(network, { avs }, PART).lostUsd ?? 0;
    expect(whole).toBeGreaterThan(0);
    expect(total(lossByOperator(network, { avs }, PART))).toBeCloseTo(whole, 2);
    expect(total(lossByStrategy(network, { avs }, PART))).toBeCloseTo(whole, 2);
    const values = sharesAtRisk(network, { avs }, PART);
    const losers = await listLargestLosers(db, values, 1_000_000);
    expect(total(losers) / whole).toBeCloseTo(1, 9);
    const counts = await countDelegatorsAtRisk(db, values);
    expect(counts.reduce((sum, { delegatorCount }) => sum + delegatorCount, 0)).toBe(losers.length);
  }
});
