import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate, delegate } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertOperatorStrategy, insertRegistration } from "@/db/testing/rows";
import { insertDelegator, insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import type { Tier } from "../trpc/tiers";

const STAKER = "0x00000000000000000000000000000000000000aa";
const NOBODY = "0x00000000000000000000000000000000000000ff";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let from: string;
let to: string;
let strategy: string;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  const { owner } = database;
  await insertCheckpoint(owner);
  strategy = (await insertDollarStrategy(owner, "ONE")).address;
  from = (await insertStaked(owner, strategy, { usd: 1000 })).address;
  to = (await insertStaked(owner, strategy, { usd: 500 })).address;
  const avs = (await insertAvs(owner)).address;
  const set = await allocate(owner, from, avs, strategy);
  await insertRegistration(owner, from, avs, { activeOperatorSetIds: [set] });
  await insertDelegator(owner, from, {
    address: STAKER,
    shares: [{ strategy, shares: `${100n * 10n ** 18n}`, writtenBlock: 1000 }],
  });
});

async function callerOf(tier: Tier, address = NOBODY) {
  const network = await networkOf(database.db);
  const databases = { analytics: database.db, user: undefined as never, network };
  return createCallerFactory(appRouter)(contextFor(tier, databases, { address })).analytics;
}

test("PRO compares two operators, and an operator's own wallet what its delegators would gain or lose", async () => {
  const pro = await callerOf("PRO");
  const move = await pro.operators.move({ address: from, to });
  expect(move).toMatchObject({
    from: { address: from },
    to: { address: to },
    worst: { now: { ofStakeRatio: 0.5 }, between: { ofStakeRatio: 0.5 }, arrival: { ofStakeRatio: 0 } },
  });
  expect(await (await callerOf("FREE", from)).operators.move({ address: from, to })).toEqual(move);
  for (const tier of ["VISITOR", "FREE"] as const)
    await expect((await callerOf(tier)).operators.move({ address: from, to })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  expect(await pro.operators.move({ address: from, to: from })).toBeNull();
  await expect(pro.operators.move({ address: from, to: NOBODY })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a wallet sees its own stake moved on every tier, and only PRO that of another", async () => {
  const own = await callerOf("FREE", STAKER);
  const answer = await own.stakers.moveMine({ to });
  expect(answer).toMatchObject({
    operator: from,
    isOperator: false,
    move: {
      stake: { tvsUsd: 100 },
      worst: { now: { exposedUsd: 50 }, between: { exposedUsd: 50 }, arrival: { exposedUsd: 0 } },
    },
  });
  expect(await (await callerOf("PRO")).stakers.move({ address: STAKER, to })).toEqual(answer);
  await expect((await callerOf("FREE")).stakers.move({ address: STAKER, to })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect((await callerOf("VISITOR")).stakers.moveMine({ to })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  await expect(own.stakers.moveMine({ to: NOBODY })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a wallet that delegates to nobody, and an operator, have nothing to move", async () => {
  expect(await (await callerOf("FREE", NOBODY)).stakers.moveMine({ to })).toMatchObject({
    operator: null,
    isDelegationKnown: true,
    move: null,
  });
  await delegate(database.owner, from, from);
  expect(await (await callerOf("FREE", from)).stakers.moveMine({ to })).toMatchObject({
    operator: from,
    isOperator: true,
    move: null,
  });
});

test("a strategy that slashes left nothing of cannot be delegated to the new operator", async () => {
  await insertOperatorStrategy(database.owner, to, strategy, {
    maxMagnitude: "0",
    maxMagnitudeUpdatedBlock: 20_000_000,
  });
  const move = await (await callerOf("PRO")).operators.move({ address: from, to });
  expect(move?.strategies).toMatchObject([{ address: strategy, isDeadThere: true }]);
});
