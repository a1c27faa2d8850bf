import { afterAll, beforeAll, expect, test } from "vitest";
import type { Network } from "../network/network";
import { chainReader } from "./client";
import { readChainFacts } from "./read-facts";
import { type LocalChain, startLocalChain } from "./testing/local-chain";

let local: LocalChain;
beforeAll(async () => {
  local = await startLocalChain();
});
afterAll(() => local.stop());

const address = (n: number) => `0x${n.toString(16).padStart(40, "0")}`;

test("asks about all operators, sets and AVSs of a network, at one block that is final", async () => {
  const operators = Array.from({ length: 600 }, (_, at) => address(0xa000 + at));
  const [avs, slasher] = [address(0xc1), address(0xd1)];
  await local.allocationManager.set("setDelay", operators[599], 5, true, 0, 0);
  await local.allocationManager.set("setSet", avs, 3, slasher, address(0), 0, avs);
  // Anvil calls a block final when 64 came after it.
  await local.client.mine({ blocks: 64 });
  const latest = await local.client.getBlockNumber();
  const set = { id: `${avs}-3`, avs, number: 3, operators: [] };
  const impossible = { id: `${avs}-x`, avs, number: Number.NaN, operators: [] };
  const facts = await readChainFacts(
    chainReader(local.settings(), { milliseconds: 60_000, isBackground: true }),
    {
      operators: new Map(operators.map((one) => [one, {}])),
      operatorSets: new Map([set, impossible].map((one) => [one.id, one])),
      avs: new Map([[avs, {}]]),
      allocations: [
        { operator: operators[0], avs, setNumber: 3, operatorSet: set.id },
        { operator: operators[0], avs, setNumber: 3, operatorSet: set.id },
      ],
    } as unknown as Network,
  );
  expect(facts).toMatchObject({ chainId: 1, readAtBlock: Number(latest) - 64 });
  expect(facts.delays.size).toBe(600);
  expect(facts.delays.get(operators[599] ?? "")).toMatchObject({
    allocationDelayBlocks: 5,
    isPendingKnown: true,
  });
  expect(facts.delays.get(operators[0] ?? "")).toMatchObject({
    allocationDelayBlocks: null,
    isDelaySet: false,
  });
  expect(Array.from(facts.sets.values())).toMatchObject([
    { slasher, recipient: avs, isRedistributing: true },
  ]);
  expect(Array.from(facts.memberships)).toEqual([
    [
      `${operators[0]} ${set.id}`,
      { isMember: false, isSlashable: false, leftBlock: null, readAtBlock: facts.readAtBlock },
    ],
  ]);
  expect(facts.setCounts).toEqual(new Map([[avs, 1]]));
});
