import { z } from "zod";
import { checkAnalytics, connectAnalytics } from "@/db/analytics/client";
import { formatNumber } from "@/server/format";
import { log as serverLog } from "@/server/log";
import { answersOf } from "@/server/testing/answers";
import { networkOf } from "@/server/testing/context";
import { type JitPostgres, lacksJit, startJitPostgres } from "./jit-postgres";
import { hold, type Trial } from "./trial";

const [ROUNDS, MOST_SHOWN, TIMES] = [3, 4, 10];
const THRESHOLD = 100_000;

/** Every statement of pages about one operator, AVS, strategy and staker, with and without JIT. */
export const jit: Trial = {
  says: "Statements of pages with JIT on and off, on a Postgres that compiles them.",
  lacks: lacksJit,
  run: async (log) => {
    serverLog.level = "silent";
    const server = await startJitPostgres(log);
    try {
      await compare(server, log);
      await server.expectRows(TIMES);
      log(
        `now the planner expects ${TIMES} times the rows, as in a network of that size; the rows are the same`,
      );
      const compiled = await compare(server, log);
      hold(compiled > 0, "some statements are compiled");
      await server.alterReader("set jit = on");
      hold((await checkAnalytics(server.pooledUrl)).compiles, "a pooled session has the JIT of its role");
      hold(
        !(await checkAnalytics(server.url)).compiles,
        "a direct session has no JIT, whatever its role has",
      );
      await server.alterReader("set jit = off");
      hold(!(await checkAnalytics(server.pooledUrl)).compiles, "a role as the docs set it up has no JIT");
    } finally {
      await server.stop();
    }
  },
};

/** The fastest of some rounds in milliseconds, by statement and by which of its calls it was. */
type Times = Map<string, number[]>;

/** Prints the statements that JIT slows down most. Returns how many are compiled. */
async function compare(server: JitPostgres, log: (line: string) => void): Promise<number> {
  const times: Record<"on" | "off", Times> = { on: new Map(), off: new Map() };
  for (const state of ["off", "on"] as const) {
    await server.alterReader(`set jit = ${state}`);
    times[state] = await askAll(server.pooledUrl, ROUNDS);
  }
  const plans = await explainAll(server);
  const compiled = [...plans].filter(([, { compiling }]) => compiling > 0);
  const most = Math.max(...[...plans.values()].map(({ cost }) => cost));
  log(
    `${plans.size} statements, ${compiled.length} compiled; the plan that seems most expensive costs ${formatNumber(Math.round(most))}, and Postgres compiles from ${formatNumber(THRESHOLD)}`,
  );
  const slowest = compiled
    .map(([statement, plan]) => ({ statement, ...plan, ...worstCall(statement, times) }))
    .toSorted((a, b) => b.on / b.off - a.on / a.off);
  hold(
    slowest.every(({ on, off }) => on > 0 && off > 0),
    "each compiled statement was timed with JIT and without",
  );
  for (const { statement, on, off, compiling, functions } of slowest.slice(0, MOST_SHOWN))
    log(
      `${milliseconds(on)} with JIT, ${milliseconds(off)} without, ${formatNumber(on / off)} times as long: ${functions} functions, compiled in up to ${milliseconds(compiling)}: ${nameOf(statement)}`,
    );
  return compiled.length;
}

/** Returns the times of the call of a statement that JIT slows down most. */
function worstCall(statement: string, { on, off }: Record<"on" | "off", Times>) {
  const calls = (on.get(statement) ?? []).map((time, place) => ({
    on: time,
    off: off.get(statement)?.[place] ?? Number.POSITIVE_INFINITY,
  }));
  const [worst = { on: Number.NaN, off: Number.NaN }] = calls.toSorted((a, b) => b.on / b.off - a.on / a.off);
  return worst;
}

const milliseconds = (value: number) => `${formatNumber(Math.round(value * 10) / 10)} ms`;

/** Asks every procedure, some times. */
async function askAll(url: string, rounds: number): Promise<Times> {
  const fastest: Times = new Map();
  let round: Times = new Map();
  const connection = connectAnalytics(url, {
    deadlineMilliseconds: 60_000,
    onQuery: ({ statement, milliseconds }) =>
      round.set(statement, [...(round.get(statement) ?? []), milliseconds]),
  });
  for (let rest = rounds; rest > 0; rest--) {
    round = new Map();
    // Answers are kept with their network, so each round has one of its own.
    const network = await networkOf(connection.db);
    const stakers = await connection.db.query.stakers.findMany({ columns: { id: true }, limit: 3 });
    const asked = {
      operators: [...network.operators.keys()].slice(0, 3),
      avs: [...network.avs.keys()].slice(0, 3),
      strategies: [...network.strategies.keys()].slice(0, 3),
      stakers: stakers.map(({ id }) => id),
    };
    await answersOf(connection.db, network, asked);
    for (const [statement, calls] of round) {
      const known = fastest.get(statement) ?? [];
      const both = calls.map((time, place) => Math.min(time, known[place] ?? Number.POSITIVE_INFINITY));
      fastest.set(statement, both);
    }
  }
  await connection.close();
  return fastest;
}

const explained = z.object({
  "Query Text": z.string(),
  Plan: z.object({ "Total Cost": z.number() }),
  JIT: z.object({ Functions: z.number(), Timing: z.object({ Total: z.number() }) }).optional(),
});

/** Returns what Postgres itself says of each statement: the longest compilation in milliseconds, and the cost. */
async function explainAll(server: JitPostgres) {
  const settings = { log_min_duration: 0, log_analyze: "on", log_format: "json" };
  for (const [name, value] of Object.entries(settings))
    await server.alterReader(`set auto_explain.${name} = ${value}`);
  await server.alterReader("set session_preload_libraries = auto_explain");
  const before = (await server.log()).length;
  await askAll(server.pooledUrl, 1);
  await server.alterReader("reset session_preload_libraries");
  const plans = new Map<string, { cost: number; compiling: number; functions: number }>();
  for (const [, text = ""] of (await server.log())
    .slice(before)
    .matchAll(/ plan:\n(\t?\{[\s\S]*?\n\t?\})\n/g)) {
    const { "Query Text": sent, Plan, JIT } = explained.parse(JSON.parse(text));
    const statement = withoutName(sent);
    const known = plans.get(statement);
    if (known && known.compiling > (JIT?.Timing.Total ?? 0)) continue;
    plans.set(statement, {
      cost: Math.max(Plan["Total Cost"], known?.cost ?? 0),
      compiling: JIT?.Timing.Total ?? 0,
      functions: JIT?.Functions ?? 0,
    });
  }
  return plans;
}

/** Returns a statement as the pool reports it: what is sent has a name in a comment. */
const withoutName = (sent: string) => sent.replace(/ \/\*.*?\*\//, "");

/** Returns the tables that a statement reads, without those by which it tells the run. */
function nameOf(statement: string): string {
  const [, asked = statement] = statement.split('"asked" as materialized');
  const tables = [...asked.matchAll(/(?:from|join) "(\w+)"/g)].map(([, table]) => table);
  return [...new Set(tables)].join(", ").slice(0, 120);
}
