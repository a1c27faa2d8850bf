import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterAll, bench, describe, inject } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { readFacts } from "@/db/analytics/facts/facts";
import { AnswerBudget } from "../http/answer-budget";
import { handleCalls } from "../http/handle-calls";
import { log } from "../log";
import { contextFor } from "../testing";
import { procedureFor, router } from "../trpc";
import { buildNetwork } from "./build";
import { screenedOperatorRows } from "./lists/operators";

const { db, snapshot, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
log.level = "silent";

const heapMegabytes = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const before = heapMegabytes();
const network = buildNetwork(await readFacts(db, new Date()), "bench");
console.log(
  `The network of ${network.operators.size} operators takes ${Math.round(heapMegabytes() - before)} MB.`,
);

const contextOf = async () => contextFor("PRO", { analytics: db, user: undefined as never, network });
const ask = async (path: string, input: unknown) => {
  const query = new URLSearchParams({ input: JSON.stringify({ json: input }) });
  const request = new Request(`http://localhost/api/trpc/analytics.${path}?${query}`);
  return await (await handleCalls(request, contextOf)).text();
};

/** The least that an answer of fifty such rows can cost over this route. */
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
  const facts = snapshot((reader) => readFacts(reader, new Date()));
  bench(
    "its facts are read",
    async () => void (await snapshot((reader) => readFacts(reader, new Date()))),
    options,
  );
  bench("it is built", async () => void buildNetwork(await facts, "bench"), options);
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
