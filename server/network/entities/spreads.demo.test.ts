import { readFileSync } from "node:fs";
import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { recount } from "@/db/testing/recount/recount";
import { networkOf } from "../../testing/context";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const { totals } = await networkOf(db);
const { operators } = await recount(inject("demoReaderUrl"));

type File = { entities: { slug: string; kind: string; operators: { address: string }[] }[] };
const file: File = JSON.parse(readFileSync(new URL("known-entities.json", import.meta.url), "utf8"));
const slugOf = (address: string, kind: string) =>
  file.entities.find((one) => one.kind === kind && one.operators.some((listed) => listed.address === address))
    ?.slug;

/** Counts the groups again, from the rows of the tables and the file. */
function spreadBy(groupOf: (address: string) => string) {
  const values: Record<string, number> = {};
  for (const [address, { valueUsd }] of operators)
    values[groupOf(address)] = (values[groupOf(address)] ?? 0) + (valueUsd ?? 0);
  const shares = Object.values(values).filter((usd) => usd > 0);
  const total = shares.reduce((sum, usd) => sum + usd, 0);
  const descending = shares.map((usd) => usd / total).sort((a, b) => b - a);
  const fewest = (goal: number) => {
    let [sum, count] = [0, 0];
    while (sum < goal) sum += descending[count++] ?? 1;
    return count;
  };
  return {
    hhi: descending.reduce((sum, share) => sum + share * share, 0),
    top10Ratio: descending.slice(0, 10).reduce((sum, share) => sum + share, 0),
    to33Count: fewest(0.33),
    to50Count: fewest(0.5),
  };
}

test.each([
  ["operators", (address: string) => address],
  ["brands", (address) => slugOf(address, "brand") ?? slugOf(address, "node-operator") ?? address],
  ["nodeOperators", (address) => slugOf(address, "node-operator") ?? slugOf(address, "brand") ?? address],
] satisfies ["operators" | "brands" | "nodeOperators", (address: string) => string][])(
  "counts how the stake is spread over %s as the tables and the file do",
  (holders, groupOf) => {
    const again = spreadBy(groupOf);
    const found = totals.spreads[holders];
    expect(found.hhi).toBeCloseTo(again.hhi, 8);
    expect(found.top10Ratio).toBeCloseTo(again.top10Ratio, 8);
    expect(found).toMatchObject({ to33Count: again.to33Count, to50Count: again.to50Count });
  },
);

test("there are fewer brands and node operators with stake than operators", () => {
  const { operators, brands, nodeOperators } = totals.spreads;
  expect(brands.stakedCount).toBeLessThan(operators.stakedCount ?? 0);
  expect(nodeOperators.stakedCount).toBeLessThan(operators.stakedCount ?? 0);
});
