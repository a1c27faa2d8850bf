import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAvs, insertCheckpoint } from "@/db/testing/rows";
import { insertAllocation, insertDollarStrategy, insertOperatorSet, insertStaked } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import { KNOWN_ENTITIES } from "../entities/known-entities";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

test("an AVS of an operator's reviewed entity is its own, and of no other operator", async () => {
  const { owner } = database;
  const arpa = KNOWN_ENTITIES.entities.find(({ slug }) => slug === "arpa-network");
  const [run] = arpa?.avs ?? [];
  const [inside] = arpa?.operators ?? [];
  if (!run || !inside) throw new Error("the file has no AVS of ARPA Network");
  await insertCheckpoint(owner);
  const { address: strategy } = await insertDollarStrategy(owner);
  await insertAvs(owner, { address: run.address });
  const set = await insertOperatorSet(owner, run.address, 0);
  const outside = `0x0b${"1".repeat(38)}`;
  for (const address of [inside.address, outside]) {
    await insertStaked(owner, strategy, { usd: 100, address, name: null });
    await insertAllocation(owner, address, set.id, strategy, { magnitude: String(10n ** 17n) });
  }
  const { verdicts } = await networkOf(database.db);
  const setsOf = (address: string) => verdicts.get(address)?.gates.ownSets.sets;
  expect(setsOf(inside.address)).toMatchObject([{ operatorSet: set.id, match: "entity", isOwn: true }]);
  expect(setsOf(outside)).toMatchObject([{ operatorSet: set.id, match: null, isOwn: false }]);
});
