import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint, insertOperator, insertOperatorStrategy, insertStrategy } from "@/db/testing/rows";
import { insertDelegator, insertDollarStrategy } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

let operator: string;
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
  operator = (await insertOperator(database.owner)).address;
});

const failing = async () => {
  const { verdicts } = await networkOf(database.db);
  return verdicts
    .get(operator)
    ?.gates.coverage.failing.filter((one) => one === "prices" || one === "magnitudes");
};

/** Delegates so many dollars, or tokens without a price, as one staker each. */
async function delegated(strategy: string, ...amounts: number[]) {
  for (const amount of amounts)
    await insertDelegator(database.owner, operator, {
      shares: [{ strategy, shares: String(BigInt(amount) * 10n ** 18n), writtenBlock: 25_000_000 }],
    });
}

test("a fifth of the stake without a price is enough known, more than a fifth is not", async () => {
  const priced = (await insertDollarStrategy(database.owner)).address;
  const unpriced = (await insertStrategy(database.owner)).address;
  await delegated(priced, 10, 10, 10, 10);
  await delegated(unpriced, 1);
  expect(await failing()).toEqual([]);
  await delegated(unpriced, 1);
  expect(await failing()).toEqual(["prices"]);
});

test("a fifth of the value without a magnitude is enough known, more than a fifth is not", async () => {
  const [measured, unmeasured] = [
    (await insertDollarStrategy(database.owner, "ONE")).address,
    (await insertDollarStrategy(database.owner, "TWO")).address,
  ];
  await insertOperatorStrategy(database.owner, operator, unmeasured, {
    // More than the whole cannot be right, so it is not known.
    maxMagnitude: "2000000000000000000",
    maxMagnitudeUpdatedBlock: 24_000_000,
  });
  await delegated(measured, 800);
  await delegated(unmeasured, 200);
  expect(await failing()).toEqual([]);
  await delegated(unmeasured, 1);
  expect(await failing()).toEqual(["magnitudes"]);
});
