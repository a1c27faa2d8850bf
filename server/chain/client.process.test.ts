import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAccounts } from "./accounts";
import { callBudget } from "./budget";
import { chainReader } from "./client";
import { allocationManagerAbi, type ChainSettings, type Hex } from "./contracts";
import { readDelays } from "./delays";
import { readMemberships } from "./memberships";
import { question } from "./questions";
import { readSetCounts, readSets } from "./sets";
import { type LocalChain, startLocalChain } from "./testing/local-chain";

const address = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const [operator, other, strategy, avs, slasher] = [0xa1, 0xa2, 0xb1, 0xc1, 0xd1].map(address) as [
  Hex,
  Hex,
  Hex,
  Hex,
  Hex,
];
const PATIENCE = { milliseconds: 20_000 };

let local: LocalChain;
let foreign: LocalChain;
/** A node in front of the chain that fails as the path of its URL says. */
let failing: Server;
let failingUrl: string;
beforeAll(async () => {
  [local, foreign] = await Promise.all([startLocalChain(), startLocalChain(17000)]);
  const answers: Record<string, (response: ServerResponse) => void> = {
    "/hang": () => {},
    "/down": (response) => response.writeHead(503).end("secret-text"),
    "/garbled": (response) => response.writeHead(200).end("<html>"),
    "/moved": (response) => response.writeHead(302, { location: local.url }).end(),
    "/endless": (response) => {
      const more = (): void => {
        if (!response.destroyed) response.write("1".repeat(100_000), more);
      };
      response.writeHead(200, { "content-type": "application/json" });
      more();
    },
  };
  failing = createServer((request, response) => answers[request.url ?? ""]?.(response));
  await new Promise<void>((done) => failing.listen(0, "127.0.0.1", done));
  failingUrl = `http://127.0.0.1:${(failing.address() as AddressInfo).port}`;
});
afterAll(async () => {
  failing.closeAllConnections();
  failing.close();
  await Promise.all([local.stop(), foreign.stop()]);
});

const reader = (change: Partial<ChainSettings> = {}, patience = PATIENCE) =>
  chainReader(local.settings(change), patience);
const magnitudeOf = (who: Hex) =>
  question(local.allocationManager.address, allocationManagerAbi, "getMaxMagnitude", [who, strategy]);
const problemOf = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (error: unknown) => String(error),
  );

describe("a chain that answers", () => {
  test("answers all questions at the block that was asked for, however many there are", async () => {
    await local.allocationManager.set("setMagnitudes", operator, strategy, 5n * 10n ** 17n, 0n);
    const chain = reader();
    const block = await chain.block("latest");
    await local.allocationManager.set("setMagnitudes", operator, strategy, 1n, 0n);
    const { first, many } = await chain.ask(
      { first: [magnitudeOf(operator)], many: Array.from({ length: 300 }, () => magnitudeOf(other)) },
      block,
    );
    expect(first).toEqual([5n * 10n ** 17n]);
    expect(many).toEqual(Array(300).fill(10n ** 18n));
  });

  test("gives no answer to the question that a contract refuses, and answers the others", async () => {
    await local.allocationManager.set("setBroken", true);
    const chain = reader();
    const { counts, magnitudes } = await chain.ask(
      {
        magnitudes: [magnitudeOf(operator)],
        counts: [
          question(local.allocationManager.address, allocationManagerAbi, "getOperatorSetCount", [avs]),
        ],
      },
      await chain.block("latest"),
    );
    await local.allocationManager.set("setBroken", false);
    expect([magnitudes, counts]).toEqual([[null], [0n]]);
  });

  test("tells allocation delays, and from its storage those that wait", async () => {
    const far = 900_000;
    await local.allocationManager.set("setDelay", operator, 126_000, true, 7, far);
    await local.allocationManager.set("setDelay", other, 0, false, 100_800, 1);
    const chain = reader();
    const block = await chain.block("latest");
    const delays = await readDelays(chain, [operator, other, avs], block);
    const common = { isPendingKnown: true, readAtBlock: block.number };
    const none = { pendingDelayBlocks: null, pendingEffectBlock: null };
    expect(delays.get(operator)).toEqual({
      allocationDelayBlocks: 126_000,
      isDelaySet: true,
      pendingDelayBlocks: 7,
      pendingEffectBlock: far,
      ...common,
    });
    // Its only change has taken effect, although nothing was written since.
    expect(delays.get(other)).toEqual({
      allocationDelayBlocks: 100_800,
      isDelaySet: true,
      ...none,
      ...common,
    });
    expect(delays.get(avs)).toEqual({ allocationDelayBlocks: null, isDelaySet: false, ...none, ...common });
  });

  test("does not believe a storage that says something else than the contract", async () => {
    // As if an upgrade had moved the mapping: the contract answers from elsewhere.
    const moved = await local.place("DelegationManager", address(0xee));
    const chain = reader({
      contracts: { ...local.settings().contracts, allocationManager: moved.address },
    });
    expect(await readDelays(chain, [operator], await chain.block("latest"))).toEqual(new Map());
    const unset = await local.place("AllocationManager", address(0xef));
    const fresh = reader({ contracts: { ...local.settings().contracts, allocationManager: unset.address } });
    // Nobody has a delay, so that zeros prove nothing.
    const delays = await readDelays(fresh, [operator], await fresh.block("latest"));
    expect(delays.get(operator)).toMatchObject({ isDelaySet: false, isPendingKnown: false });
  });

  test("tells slashers and recipients of the sets that exist", async () => {
    await local.allocationManager.set("setSet", avs, 0, slasher, other, 900_000, avs);
    await local.allocationManager.set("setSet", avs, 1, address(0), address(0), 0, address(0));
    await local.allocationManager.set("setStrategies", avs, 0, [strategy]);
    const chain = reader();
    const block = await chain.block("latest");
    const sets = await readSets(
      chain,
      [0, 1, 2].map((number) => ({ id: `${avs}-${number}`, avs, number })),
      block,
    );
    const readAtBlock = block.number;
    expect(sets).toEqual(
      new Map([
        [
          `${avs}-0`,
          {
            slasher,
            pendingSlasher: other,
            pendingSlasherBlock: 900_000,
            isRedistributing: true,
            strategies: [strategy],
            recipient: avs,
            readAtBlock,
          },
        ],
        [
          `${avs}-1`,
          {
            slasher: null,
            pendingSlasher: null,
            pendingSlasherBlock: null,
            isRedistributing: false,
            strategies: [],
            recipient: null,
            readAtBlock,
          },
        ],
      ]),
    );
    expect(await readSetCounts(chain, [avs, other], block)).toEqual(
      new Map(
        [
          [avs, 2n],
          [other, 0n],
        ].map(([a, n]) => [a, Number(n)]),
      ),
    );
  });

  test("tells members of a set, and from its storage when others left it", async () => {
    const set = (operatorSet: Hex, registered: boolean, slashableUntil: number) =>
      local.allocationManager.set("setRegistration", operatorSet, avs, 3, registered, slashableUntil);
    await set(operator, true, 0);
    await set(other, false, 900_000);
    await set(slasher, false, 1);
    const chain = reader();
    const block = await chain.block("latest");
    const pairs = [operator, other, slasher, strategy].map((one) => ({
      operator: one,
      id: `${avs}-3`,
      avs,
      number: 3,
    }));
    const memberships = await readMemberships(chain, pairs, block);
    const told = pairs.map((pair) => memberships.get(`${pair.operator} ${pair.id}`));
    const readAtBlock = block.number;
    expect(told).toEqual([
      { isMember: true, isSlashable: true, leftBlock: null, readAtBlock },
      { isMember: false, isSlashable: true, leftBlock: 900_000 - 100_800, readAtBlock },
      { isMember: false, isSlashable: false, leftBlock: 1 - 100_800, readAtBlock },
      { isMember: false, isSlashable: false, leftBlock: null, readAtBlock },
    ]);
  });

  test("tells a key, a delegated key, a multisig and an upgradeable contract apart", async () => {
    const [key, delegated, proxy, beaconed] = [0x1e1, 0x1e2, 0x1e3, 0x1e4].map(address) as [
      Hex,
      Hex,
      Hex,
      Hex,
    ];
    const safe = await local.place("Safe", address(0x1e5));
    await local.client.setCode({ address: delegated, bytecode: `0xef0100${safe.address.slice(2)}` });
    await local.place("RewardsCoordinator", proxy);
    await local.place("RewardsCoordinator", beaconed);
    const word = `0x${safe.address.slice(2).padStart(64, "0")}` as const;
    await local.client.setStorageAt({
      address: proxy,
      index: "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc",
      value: word,
    });
    await local.client.setStorageAt({
      address: beaconed,
      index: "0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50",
      value: word,
    });
    const chain = reader();
    const { multicall, rewardsCoordinator } = chain.contracts;
    const wanted = [delegated, key, proxy, beaconed, safe.address, rewardsCoordinator, multicall];
    await local.client.mine({ blocks: 1 });
    const accounts = await readAccounts(chain, wanted, await chain.block("latest"));
    const none = { threshold: null, ownerCount: null };
    expect(Array.from(accounts.values())).toEqual([
      { kind: "delegated key", ...none, isUpgradeable: false },
      { kind: "key", ...none, isUpgradeable: false },
      { kind: "contract", ...none, isUpgradeable: true },
      { kind: "contract", ...none, isUpgradeable: true },
      { kind: "multisig", threshold: 2, ownerCount: 3, isUpgradeable: false },
      { kind: "contract", ...none, isUpgradeable: false },
      { kind: "contract", ...none, isUpgradeable: null },
    ]);
  });

  test("a slasher that uses up all gas spoils the answer for nobody but itself", async () => {
    const endless = await local.place("Endless", address(0x1e6));
    await local.client.mine({ blocks: 1 });
    const chain = reader();
    const accounts = await readAccounts(chain, [endless.address], await chain.block("latest"));
    expect(accounts.get(endless.address)).toMatchObject({ kind: "contract", threshold: null });
  });
});

describe("a chain that gives no answer", () => {
  test("because its block was taken back", async () => {
    const snapshot = await local.client.snapshot();
    await local.client.mine({ blocks: 1 });
    const chain = reader();
    const block = await chain.block("latest");
    await local.client.revert({ id: snapshot });
    await local.client.increaseTime({ seconds: 1000 });
    await local.client.mine({ blocks: 1 });
    const again = await chain.block("latest");
    expect([again.number, again.hash === block.hash]).toEqual([block.number, false]);
    expect(await problemOf(chain.ask({ one: [magnitudeOf(operator)] }, block))).toContain("refused");
  });

  test("because it is another chain, although the same contracts are on it", async () => {
    const chain = reader({ url: foreign.url });
    const block = await chain.block("latest");
    expect(await problemOf(chain.ask({ one: [magnitudeOf(operator)] }, block))).toContain("other chain");
  });

  test("because the contracts are not on it", async () => {
    const contracts = { ...local.settings().contracts, multicall: address(0xf1) };
    const chain = reader({ contracts });
    const block = await chain.block("latest");
    expect(await problemOf(chain.ask({ one: [magnitudeOf(operator)] }, block))).toContain("not understood");
  });

  test.each([
    ["hang", "too late"],
    ["down", "not reached"],
    ["garbled", "not"],
    ["moved", "not reached"],
    ["endless", "not understood"],
  ])("because its node answers with %s, without a word of the node in the error", async (path, problem) => {
    const patience = { milliseconds: path === "hang" ? 200 : 20_000 };
    const chain = reader({ url: `${failingUrl}/${path}` }, patience);
    const said = await problemOf(chain.block("latest"));
    expect(said).toContain(problem);
    expect(said).not.toMatch(/secret-text|127\.0\.0\.1/);
  });

  test("because the budget is used up", async () => {
    const chain = reader({ budget: callBudget(1) });
    await chain.block("latest");
    expect(await problemOf(chain.block("latest"))).toContain("over budget");
  });
});
