import { afterAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { insertAvs, insertOperator } from "../../testing/rows";
import { insertCommissionChange, insertOperatorSet } from "../../testing/stake";
import type { Present } from "../present";
import { whileReading } from "../reading";
import { listNetworkActivity } from "./activity";

const database = await createAnalyticsTestDatabase();
afterAll(() => database.drop());
beforeEach(() => database.empty());
const present: Present = {
  until: new Date("2026-07-06"),
  now: new Date("2026-07-05"),
  blockNow: 100,
  slashings: [],
};
const newest = async () =>
  (await listNetworkActivity(database.db, present, ["commission"], { page: 1, perPage: 9 })).rows;

test("tells a change of commission once, of a set with its AVS, however often it is stored", async () => {
  const { address } = await insertOperator(database.owner);
  const avs = await insertAvs(database.owner);
  const { id } = await insertOperatorSet(database.owner, avs.address, 3);
  const change = { commissionType: "OPERATOR_SET", operatorSetId: id, oldBips: 1000, newBips: 700 };
  for (const eventId of ["1", null, "2"])
    await insertCommissionChange(database.owner, address, { ...change, eventId });
  await insertCommissionChange(database.owner, address, { ...change, newBips: 800 });
  expect(
    (await newest()).map(({ avs, setNumber, oldBps, newBps }) => [avs, setNumber, oldBps, newBps]),
  ).toEqual([
    [avs.address, 3, 1000, 700],
    [avs.address, 3, 1000, 800],
  ]);
});

test("does not know a commission of 150 %, nor when it begins in the year 20240, and says which columns hold them", async () => {
  const { address } = await insertOperator(database.owner);
  await insertCommissionChange(database.owner, address, {
    oldBips: 15_000,
    newBips: 500,
    activatedAt: "20240-01-01 00:00:00",
  });
  const { answer, implausible } = await whileReading(newest);
  expect(answer).toMatchObject([{ oldBps: null, newBps: 500, activatedAt: null, isPending: null }]);
  expect([...implausible.keys()].sort()).toEqual([
    "operator_commission_history.activated_at",
    "operator_commission_history.old_bips",
  ]);
});
