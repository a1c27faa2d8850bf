import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Network } from "../../network/network";
import { callBudget } from "../budget";
import type { Block, ChainReader } from "../client";
import { allocationManagerAbi, type ChainSettings } from "../contracts";
import { question } from "../questions";
import { type LocalChain, startLocalChain } from "../testing/local-chain";
import type { Check, Findings } from "./check";
import { keepChecks } from "./keep-checks";

let local: LocalChain;
let hanging: Server;
beforeAll(async () => {
  local = await startLocalChain();
  hanging = createServer(() => {});
  await new Promise<void>((done) => hanging.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  hanging.closeAllConnections();
  hanging.close();
  await local.stop();
});

const networkOf = (isDemo = false, run = "run") => ({ run, source: { isDemo } }) as Network;
const check = (change: Partial<Check> = {}) =>
  ({
    figure: "operator sets",
    about: null,
    unit: "count",
    ours: 1,
    chain: 2,
    outcome: "differs",
    ...change,
  }) as Check;

function keep(change: Partial<ChainSettings> | null = {}) {
  const clock = { now: 0 };
  const told: unknown[] = [];
  const asked: number[] = [];
  const settings = change && local.settings(change);
  const checks = keepChecks(settings, { now: () => clock.now, onDiffers: (...said) => told.push(said) });
  const read = async (chain: ChainReader, block: Block): Promise<Findings> => {
    asked.push(block.number);
    const { sets } = await chain.ask(
      {
        sets: [
          question(local.allocationManager.address, allocationManagerAbi, "getOperatorSetCount", [
            local.multicall.address,
          ]),
        ],
      },
      block,
    );
    const chainCount = sets[0] === undefined || sets[0] === null ? null : Number(sets[0]);
    return {
      checks: [check({ chain: chainCount }), check({ outcome: "agrees" })],
      accounts: {},
      withdrawals: null,
    };
  };
  return { clock, told, asked, ...checks, read };
}

test("asks once for each block, run and entity, however many look, and counts and tells differences once", async () => {
  const { clock, told, asked, counts, check, read } = keep();
  const [first, second] = await Promise.all([
    check("operator 1", networkOf(), read),
    check("operator 1", networkOf(), read),
  ]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ state: "asked", checks: [{ ours: 1, chain: 0 }, {}] });
  expect([asked.length, counts()]).toEqual([1, expect.objectContaining({ differs: 1, agrees: 1 })]);
  await check("operator 2", networkOf(), read);
  await check("operator 1", networkOf(false, "next run"), read);
  expect([asked.length, told.length]).toEqual([3, 2]);
  await local.client.mine({ blocks: 1 });
  await check("operator 1", networkOf(), read);
  expect(asked.length).toBe(3);
  clock.now = 6000;
  await check("operator 1", networkOf(), read);
  expect([asked.length, told.length]).toEqual([4, 2]);
  expect(asked[3]).toBe((asked[0] ?? 0) + 1);
});

test("asks nothing about a demo, or where it is turned off", async () => {
  const demo = keep();
  expect(await demo.check("operator 1", networkOf(true), demo.read)).toEqual({ state: "demo" });
  const off = keep(null);
  expect(await off.check("operator 1", networkOf(), off.read)).toEqual({ state: "off" });
  expect([demo.asked, off.asked, off.counts()]).toEqual([[], [], null]);
});

test("ends after three seconds where the node hangs, and does not ask it again at once", async () => {
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  let calls = 0;
  const budget = { take: () => ++calls > 0 };
  const { check, counts, read } = keep({ url, budget });
  expect(await check("operator 1", networkOf(), read)).toEqual({
    state: "not answered",
    problem: "too late",
  });
  expect(await check("operator 2", networkOf(), read)).toEqual({
    state: "not answered",
    problem: "too late",
  });
  expect([calls, counts()?.["not answered"]]).toEqual([1, 2]);
});

test("says that the budget is used up, and keeps no failure beside a block", async () => {
  const { clock, check, read } = keep({ budget: callBudget(1, () => clock.now) });
  expect(await check("operator 1", networkOf(), read)).toEqual({
    state: "not answered",
    problem: "over budget",
  });
  clock.now = 60_000;
  expect(await check("operator 1", networkOf(), read)).toMatchObject({ problem: "over budget" });
});
