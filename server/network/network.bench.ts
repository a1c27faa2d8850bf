import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterAll, bench, describe, inject } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { type Facts, readFacts } from "@/db/analytics/facts/facts";
import { keepNetwork } from "../current-network/keeper";
import type { NetworkState } from "../current-network/network-state";
import { AnswerBudget } from "../http/answer-budget";
import { handleCalls } from "../http/handle-calls";
import { log } from "../log";
import { contextFor } from "../testing/context";
import { procedureFor, router } from "../trpc/procedure";
import { buildNetwork } from "./build";
import { screenedOperatorRows } from "./lists/operators";
import type { Network } from "./network";
import { multiplyFacts } from "./testing-scale";

const { db, snapshot, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
log.level = "silent";

setFlagsFromString("--expose_gc");
const collectGarbage: () => void = runInNewContext("gc");
const heapMegabytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
};
const processorMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
/**
 * Returns the result of the work, and prints the longest time that it blocked the event loop: by the wall clock,
 * which runs on while a machine is busy, and by processor time.
 */
async function measureHold<T>(name: string, work: () => Promise<T>): Promise<T> {
  const most = { clock: 0, processor: 0 };
  let [last, lastUsed, isDone] = [performance.now(), processorMilliseconds(), false];
  const began = last;
  const turn = () => {
    const [now, used] = [performance.now(), processorMilliseconds()];
    most.clock = Math.max(most.clock, now - last);
    most.processor = Math.max(most.processor, used - lastUsed);
    [last, lastUsed] = [now, used];
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const result = await work();
  isDone = true;
  const [whole, clock, processor] = [performance.now() - began, most.clock, most.processor].map(Math.round);
  console.log(`${name}: ${whole} ms, requests wait ${clock} ms at most (${processor} ms of the processor).`);
  return result;
}
/** Builds as a server does: in short steps, between which it can answer requests. */
async function build(name: string, facts: Facts): Promise<Network> {
  const state: NetworkState = {
    network: null,
    checkedAt: null,
    behindSince: null,
    lookNow: null,
    stop: null,
  };
  const reader = {
    run: async () => ({ run: name, missingTables: facts.missingTables }),
    facts: async () => ({ run: name, facts }),
    chain: () => null,
  };
  const surroundings = {
    now: () => new Date(),
    onProblem: (failure: unknown) => {
      throw new Error(`The network was not built: ${JSON.stringify(failure)}`);
    },
  };
  const before = heapMegabytes();
  await measureHold(`Building ${name}`, keepNetwork(state, reader, surroundings));
  if (!state.network) throw new Error("The network was not built.");
  const { operators } = state.network;
  console.log(`${name}: ${operators.size} operators take ${Math.round(heapMegabytes() - before)} MB.`);
  return state.network;
}
const readAll = () => snapshot((reader) => readFacts(reader, new Date()));
await readAll();
const facts = await measureHold("Reading the facts", readAll);
const network = await build("scale 1", facts);
const large = await build("scale 10", multiplyFacts(facts, 10));

const contextOf = async (of = network) =>
  contextFor("PRO", { analytics: db, user: undefined as never, network: of });
const ask = async (path: string, input: unknown, of = network) => {
  const query = new URLSearchParams({ input: JSON.stringify({ json: input }) });
  const request = new Request(`http://localhost/api/trpc/analytics.${path}?${query}`);
  return await (await handleCalls(request, () => contextOf(of))).text();
};

/** The shortest possible time of an answer with fifty such rows over this route. */
const constant = { rows: screenedOperatorRows(network).slice(0, 50), total: network.operators.size };
const constants = router({ constant: procedureFor("operatorScreener").query(() => constant) });
const askConstant = async () =>
  await (
    await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: new Request("http://localhost/api/trpc/constant"),
      router: constants,
      createContext: async () => ({ ...(await contextOf()), answerBudget: new AnswerBudget() }),
    })
  ).text();

describe("a network", () => {
  const options = { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 };
  bench("its facts are read", async () => void (await readAll()), options);
  bench("it is built", async () => void buildNetwork(facts, "bench"), options);
});

describe.each([
  ["a page", {}],
  ["a page that is sorted, filtered and searched", { q: "a", sort: "stake", dir: "asc", tvsUsd: { min: 1 } }],
])("%s of fifty operators over HTTP", (_, asked) => {
  const input = { status: "all", perPage: 50, ...asked };
  bench("at scale 1", async () => void (await ask("operators.screener", input)));
  bench("at scale 10", async () => void (await ask("operators.screener", input, large)));
});

describe("fifty operators over HTTP", () => {
  const input = { status: "all", perPage: 50 };
  bench("a constant of the same size", async () => void (await askConstant()));
  bench(
    "the first page: the same question, whose order is kept",
    async () => void (await ask("operators.screener", input)),
  );
  bench(
    "sorted, filtered and searched",
    async () =>
      void (await ask("operators.screener", {
        ...input,
        q: "a",
        sort: "stake",
        dir: "asc",
        tvsUsd: { min: 1 },
        commissionBps: { max: 10_000 },
      })),
  );
});
