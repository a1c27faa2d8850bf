import type { AnalyticsDb } from "@/db/analytics/analytics-db";
import type { Network } from "../network/network";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import { contextFor } from "./context";

/** The addresses to pass to procedures about one entity, by the first part of their path. */
export interface Asked {
  operators: readonly string[];
  avs: readonly string[];
  strategies: readonly string[];
  stakers: readonly string[];
}

type Input = Record<string, unknown>;

class Refused {
  constructor(
    readonly code: string,
    readonly cause: unknown,
  ) {}
}

/** Returns the error codes of refused calls, by path; NOT_FOUND is left out. */
export const refusalsOf = (answers: Record<string, unknown>) =>
  Object.entries(answers).flatMap(([path, answer]) =>
    answer instanceof Refused && answer.code !== "NOT_FOUND"
      ? [`${path}: ${answer.code} ${answer.cause}`]
      : [],
  );

/** Every procedure of the analytics router, such as "operators.allocations.list". */
export const analyticsPaths = Object.keys(appRouter._def.procedures)
  .filter((path) => path.startsWith("analytics."))
  .map((path) => path.slice("analytics.".length));

/** Inputs that procedures need besides an address. */
const INPUTS: Record<string, Input[]> = {
  "operators.list": [{ status: "all" }],
  "operators.screener": [{ status: "all" }],
  "avs.list": [{ status: "all" }],
  "avs.loss": [{ fraction: 1 }],
  "avs.lossDetail": [{ fraction: 1 }],
  "operators.avs.list": [{ status: "all" }],
  "operators.avs.detail": [{ status: "all" }],
  "strategies.list": [{ status: "all" }],
  // The world has no known entity.
  "entities.overview": [{ slug: "p2p" }],
  "entities.operators": [{ slug: "p2p" }],
  "entities.avs": [{ slug: "p2p" }],
  "entities.slashings": [{ slug: "p2p" }],
  "search.query": [{ q: "e" }],
  "search.addresses": [
    { kind: "operators", part: 0 },
    { kind: "avs", part: 0 },
    { kind: "strategies", part: 0 },
  ],
};
const WHOLE = ["operators.list", "operators.screener", "operators.counts", "operators.filters"].concat(
  ["avs.list", "avs.counts", "strategies.list", "strategies.counts"],
  ["stakers.mine", "chain.mine", "chain.status"],
);
/** The nouns of questions to the chain about one entity. */
const CHAIN_NOUNS: Record<string, keyof Asked> = {
  "chain.operator": "operators",
  "chain.operatorDetail": "operators",
  "chain.avs": "avs",
  "chain.staker": "stakers",
};

function inputsOf(path: string, asked: Asked): Input[] {
  const noun = CHAIN_NOUNS[path] ?? path.split(".")[0] ?? "";
  const inputs = INPUTS[path] ?? [{}];
  if (path === "operators.compare") return [{ operators: asked.operators.slice(0, 5) }];
  if (path === "stakers.moveMine") return asked.operators.map((to) => ({ to }));
  if (path === "operators.move" || path === "stakers.move")
    return asked[path === "operators.move" ? "operators" : "stakers"].flatMap((address) =>
      asked.operators.slice(0, 3).map((to) => ({ address, to })),
    );
  if (path === "avs.cascade") return [{ profits: asked.avs.map((avs) => ({ avs, profitUsd: 100 })) }];
  if (WHOLE.includes(path) || !(noun in asked)) return inputs;
  return asked[noun as keyof Asked].flatMap((address) => inputs.map((input) => ({ address, ...input })));
}

/**
 * Returns the answers of all analytics procedures to a viewer of the highest tier, by path and address; for a
 * refusal, its error code.
 */
export async function answersOf(
  db: AnalyticsDb,
  network: Network,
  asked: Asked,
  isAsked: (path: string) => boolean = () => true,
): Promise<Record<string, unknown>> {
  const context = contextFor(
    "ENTERPRISE",
    { analytics: db, user: undefined as never, network },
    { address: asked.stakers[0] },
  );
  const caller = createCallerFactory(appRouter)(context).analytics;
  const answers: Record<string, unknown> = {};
  for (const path of analyticsPaths.filter(isAsked))
    for (const input of inputsOf(path, asked)) {
      let procedure: unknown = caller;
      for (const name of path.split(".")) procedure = (procedure as Record<string, unknown>)[name];
      const { address, ...rest } = input;
      const key = [path, address, Object.values(rest).join(" ")].filter(Boolean).join(" ");
      answers[key] = await (procedure as (input: Input) => Promise<unknown>)(input).catch(
        ({ code, cause }: { code: string; cause?: unknown }) => new Refused(code, cause),
      );
    }
  return answers;
}

/** Returns the paths of the procedures that need no statement, since the network has the whole answer. */
export async function networkPathsOf(db: AnalyticsDb, network: Network, asked: Asked): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const path of analyticsPaths) {
    let isTouched = false;
    const touched = new Proxy(db, {
      get: (target, key) => {
        isTouched = true;
        return Reflect.get(target, key);
      },
    });
    // A copy of the network has no cached answers.
    await answersOf(touched, { ...network }, asked, (one) => one === path);
    if (!isTouched) paths.add(path);
  }
  return paths;
}
