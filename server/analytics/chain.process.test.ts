import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertOperator,
  insertOperatorStrategy,
} from "@/db/testing/rows";
import {
  insertAllocation,
  insertDelegator,
  insertDollarStrategy,
  insertOperatorSet,
} from "@/db/testing/stake";
import type { ChainCheck } from "../chain/checks/keep-checks";
import { type LocalChain, startLocalChain } from "../chain/testing/local-chain";
import { contextFor, networkOf } from "../testing/context";
import type { Context } from "../trpc/context";
import type { Tier } from "../trpc/tiers";

const WAD = 10n ** 18n;
const NOBODY = `0x${"0".repeat(40)}`;
const BURNED = "0x00000000000000000000000000000000000e16e4";
/** The pipeline's rows are of block 25,468,595. */
const FIRST_BLOCK = 25_500_000;
/** A set of the file of known sets, with its slasher and recipient there. */
const AVS = "0x54b12f8fe6c1f327d1ae1039b77bc14d27f0376b";
const SLASHER = "0x19971ee28c30bb064459fe86d71fed6e00cede23";
const RECIPIENT = "0x69d669475e69c9178581e8dc6cd9a8302b713bba";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let local: LocalChain;
let operator: string;
let staker: string;
let strategies: [string, string];
let ask: (tier: Tier, account?: Parameters<typeof contextFor>[2]) => Promise<Caller>;
type Caller = Awaited<ReturnType<typeof callerOf>>;

beforeAll(async () => {
  [database, local] = await Promise.all([createAnalyticsTestDatabase(), startLocalChain(1, FIRST_BLOCK)]);
  vi.stubEnv("CHAIN_CHECKS", "true");
  vi.stubEnv("RPC_URL_1", local.url);
  vi.stubEnv("CHAIN_CALLS_PER_MINUTE", "1000");
  const { owner } = database;
  await insertCheckpoint(owner);
  strategies = [
    (await insertDollarStrategy(owner, "ONE")).address,
    (await insertDollarStrategy(owner, "TWO")).address,
  ];
  operator = (await insertOperator(owner)).address;
  const half = String(WAD / 2n);
  await insertOperatorStrategy(owner, operator, strategies[0], { encumberedMagnitude: half });
  await insertOperatorStrategy(owner, operator, strategies[1], {
    maxMagnitude: half,
    maxMagnitudeUpdatedAt: "2026-01-01 00:00:00",
    maxMagnitudeUpdatedBlock: 24_000_000,
  });
  await insertCommission(owner, operator);
  await insertAvs(owner, { address: AVS });
  const { id: set } = await insertOperatorSet(owner, AVS, 0);
  await insertAllocation(owner, operator, set, strategies[0], { magnitude: half });
  const shares = strategies.map((strategy) => ({
    strategy,
    shares: String(1000n * WAD),
    writtenBlock: 25_000_000,
  }));
  staker = (await insertDelegator(owner, operator, { shares })).address;

  await local.allocationManager.set("setDelay", operator, 75, true, 0, 0);
  await local.allocationManager.set("setMagnitudes", operator, strategies[0], (WAD * 9n) / 10n, WAD / 4n);
  // More than ours, and it never rises.
  await local.allocationManager.set("setMagnitudes", operator, strategies[1], (WAD * 6n) / 10n, 0n);
  await local.rewardsCoordinator.set("setSplit", operator, NOBODY, 500);
  await local.allocationManager.set("setSet", AVS, 0, SLASHER, NOBODY, 0, NOBODY);
  await local.allocationManager.set("setSet", AVS, 7, SLASHER, NOBODY, 0, NOBODY);
  await local.delegationManager.set("setStaker", staker, operator, strategies[0], 900n * WAD);
  await local.delegationManager.set("setStaker", staker, operator, strategies[1], 1000n * WAD - 1n);
  await local.delegationManager.set("queue", staker, operator, FIRST_BLOCK - 100, strategies[0], 4n * WAD);
  await local.delegationManager.set("queue", staker, operator, FIRST_BLOCK - 200_000, strategies[1], 6n);
  const network = await networkOf(database.db);
  ask = (tier, account) =>
    callerOf(contextFor(tier, { analytics: database.db, user: undefined as never, network }, account));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([database.drop(), local.stop()]);
});

/** Imported after the settings stand. */
async function callerOf(context: Context) {
  const [{ appRouter }, { createCallerFactory }] = await Promise.all([
    import("../trpc/router"),
    import("../trpc/procedure"),
  ]);
  return createCallerFactory(appRouter)(context).analytics.chain;
}

function asked(answer: ChainCheck) {
  if (answer.state !== "asked") throw new Error(JSON.stringify(answer));
  expect(answer.block).toBeGreaterThan(FIRST_BLOCK);
  return answer;
}
const rowsOf = (answer: ChainCheck) =>
  asked(answer).checks.map(({ figure, about, ours, chain, outcome }) => [
    about ? `${figure} ${about.name ?? about.id}` : figure,
    ours,
    chain,
    outcome,
  ]);

test("an operator's figures stand beside the contract's, and those that are sold come with PRO", async () => {
  const free = rowsOf(await (await ask("VISITOR")).operator({ address: operator }));
  expect(free).toEqual([
    ["allocation delay", null, 75, "ours not known"],
    ["max magnitude ONE", WAD, (WAD * 9n) / 10n, "newer"],
    ["max magnitude TWO", WAD / 2n, (WAD * 6n) / 10n, "differs"],
    // A change waits seven days, and was not announced, but only 31,000 blocks lie between.
    ["PI split", 1000, 500, "differs"],
  ]);
  const whole = rowsOf(await (await ask("PRO")).operatorDetail({ address: operator }));
  expect(whole).toEqual(
    expect.arrayContaining([
      ...free,
      ["encumbered magnitude ONE", WAD / 2n, WAD / 4n, "newer"],
      ["encumbered magnitude TWO", 0n, 0n, "agrees"],
    ]),
  );
  await expect((await ask("FREE")).operatorDetail({ address: operator })).rejects.toThrow();
  const own = await (await ask("FREE", { address: operator })).operatorDetail({ address: operator });
  expect(rowsOf(own)).toEqual(whole);
});

test("an AVS's sets have their slashers and recipients, with what those are, and the sets that we do not know are counted", async () => {
  const answer = asked(await (await ask("VISITOR")).avs({ address: AVS }));
  expect(rowsOf(answer)).toEqual([
    ["operator sets", 1, 2, "newer"],
    [`slasher ${AVS}-0`, SLASHER, SLASHER, "agrees"],
    // It is fixed when the set is made.
    [`recipient ${AVS}-0`, RECIPIENT, BURNED, "differs"],
  ]);
  expect(answer.accounts).toEqual({
    [SLASHER]: { kind: "key", threshold: null, ownerCount: null, isUpgradeable: false },
  });
});

test("a staker's withdrawable shares and queue are for its own wallet and PRO", async () => {
  const answer = asked(await (await ask("PRO")).staker({ address: staker }));
  expect(rowsOf(answer)).toEqual([
    ["delegates to", operator, operator, "agrees"],
    ["withdrawable shares ONE", 1000n * WAD, 900n * WAD, "newer"],
    // A share of 10^18 less is the contract's rounding.
    ["withdrawable shares TWO", 1000n * WAD, 1000n * WAD - 1n, "agrees"],
  ]);
  const queue = answer.withdrawals?.map(({ completesAtBlock, isComplete, shares, exposure }) => [
    completesAtBlock,
    isComplete,
    shares[0]?.shares,
    exposure?.sets.map(({ setNumber, exposedUsd }) => [setNumber, exposedUsd]),
  ]);
  expect(queue).toEqual([
    [FIRST_BLOCK - 200_000 + 100_801, true, 6n, undefined],
    // Set 0 can take half of the four dollars.
    [FIRST_BLOCK - 100 + 100_801, false, 4n * WAD, [[0, 2]]],
  ]);
  for (const tier of ["VISITOR", "FREE"] as const)
    await expect((await ask(tier)).staker({ address: staker })).rejects.toThrow();
  expect(rowsOf(await (await ask("FREE", { address: staker })).mine())).toEqual(rowsOf(answer));
  const stranger = asked(await (await ask("FREE", { address: `0x${"9".repeat(40)}` })).mine());
  expect(rowsOf(stranger)).toEqual([["delegates to", NOBODY, NOBODY, "agrees"]]);
});

test("says how figures compared, and refuses an operator that does not exist", async () => {
  const caller = await ask("VISITOR");
  const { outcomes, block } = (await caller.status()) ?? {};
  expect(outcomes?.differs).toBeGreaterThan(0);
  expect(outcomes?.agrees).toBeGreaterThan(0);
  expect(block).toBeNull();
  await expect(caller.operator({ address: AVS })).rejects.toThrow("There is no such operator.");
});
