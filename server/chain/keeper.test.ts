import { expect, test } from "vitest";
import type { ChainFacts } from "../network/chain-facts";
import type { Network } from "../network/network";
import { type ChainState, keepChainFacts } from "./keeper";
import { ChainError } from "./problem";

const network = (run: string, isDemo = false) => ({ run, source: { isDemo } }) as Network;
const facts = { readAtBlock: 1 } as ChainFacts;

function keep() {
  const state: ChainState = { facts: null, run: null };
  const chain = { isDown: false };
  const clock = { now: 0 };
  const asked: string[] = [];
  const problems: unknown[] = [];
  const ask = keepChainFacts(state, {
    now: () => clock.now,
    read: async ({ run }) => {
      asked.push(run);
      if (chain.isDown) throw new ChainError("too late");
      return { ...facts };
    },
    onProblem: ({ error, errorCode }) => problems.push([error, errorCode]),
  });
  return { state, chain, clock, asked, problems, ask };
}

test("asks once for each run, never about a demo, and once for callers at the same time", async () => {
  const { asked, ask } = keep();
  await ask(null);
  await ask(network("demo", true));
  await Promise.all([ask(network("first")), ask(network("first"))]);
  await ask(network("first"));
  await ask(network("second"));
  expect(asked).toEqual(["first", "second"]);
});

test("keeps the last answers while the chain fails, and asks again after a minute", async () => {
  const { state, chain, clock, asked, problems, ask } = keep();
  await ask(network("first"));
  const first = state.facts;
  chain.isDown = true;
  await ask(network("second"));
  clock.now = 59_999;
  await ask(network("second"));
  expect([state.facts, asked.length, problems]).toEqual([first, 2, [["ChainError", "TOO_LATE"]]]);
  chain.isDown = false;
  clock.now = 60_000;
  await ask(network("second"));
  expect([state.run, asked.length]).toEqual(["second", 3]);
});
