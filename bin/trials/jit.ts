import postgres from "postgres";
import { checkAnalytics, connectAnalytics } from "@/db/analytics/client";
import { readFacts } from "@/db/analytics/facts/facts";
import { ensureDemo } from "@/db/demo/load";
import {
  ensureAnalyticsDatabase,
  ensureRoles,
  openAnalyticsToReader,
  roles,
} from "@/db/postgres/embedded/roles";
import { formatNumber } from "@/server/format";
import { log as serverLog } from "@/server/log";
import { answersOf } from "@/server/testing/answers";
import { networkOf } from "@/server/testing/context";
import { lacksPostgres15, startDebianPostgres } from "./debian";
import { hold, type Trial } from "./trial";

const DATABASE = "eigenlayer_analytics";
const [SCALE, ROUNDS, MOST_SHOWN] = [1, 3, 5];

/** Every query by key of one operator, AVS, strategy and staker, with and without compilation of statements. */
export const jit: Trial = {
  says: "Statements of pages with JIT on and off, on a Postgres that has it.",
  lacks: lacksPostgres15,
  run: async (log) => {
    serverLog.level = "silent";
    const server = await startDebianPostgres();
    try {
      const url = await fillDemo(server.url, log);
      const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => {} });
      const measured = new Map<string, { on: number; off: number }>();
      for (const state of ["off", "on"] as const) {
        await admin.unsafe(`alter role ${roles.reader} set jit = ${state}`);
        // Marked as pooled, so that the client sends no settings and the role's apply.
        for (const [statement, milliseconds] of await timesOf(`${url}?pgbouncer=true`)) {
          const both = measured.get(statement) ?? { on: 0, off: 0 };
          measured.set(statement, { ...both, [state]: milliseconds });
        }
      }
      await admin.end();
      const slowest = [...measured].toSorted(([, a], [, b]) => b.on - b.off - (a.on - a.off));
      for (const [statement, { on, off }] of slowest.slice(0, MOST_SHOWN))
        log(`${formatNumber(on)} ms with JIT, ${formatNumber(off)} ms without: ${nameOf(statement)}`);
      const sum = (state: "on" | "off") => [...measured.values()].reduce((all, one) => all + one[state], 0);
      log(
        `all ${measured.size} statements: ${formatNumber(sum("on"))} ms with JIT, ${formatNumber(sum("off"))} ms without`,
      );
      // The role's JIT is still on.
      hold((await checkAnalytics(`${url}?pgbouncer=true`)).compiles, "a pooled session has the role's JIT");
      hold(!(await checkAnalytics(url)).compiles, "a direct session has no JIT, whatever its role has");
    } finally {
      await server.stop();
    }
  },
};

async function fillDemo(
  adminUrl: (database: string) => string,
  log: (line: string) => void,
): Promise<string> {
  const password = "trial";
  const admin = postgres(adminUrl("postgres"), { max: 1, onnotice: () => {} });
  await ensureRoles(admin, { owner: password, reader: password, application: password, migrator: password });
  await ensureAnalyticsDatabase(admin, DATABASE);
  await admin.end();
  const inside = postgres(adminUrl(DATABASE), { max: 1, onnotice: () => {} });
  await openAnalyticsToReader(inside);
  await inside.end();
  const urlOf = (role: string) => {
    const url = new URL(adminUrl(DATABASE));
    [url.username, url.password] = [role, password];
    return url.toString();
  };
  await ensureDemo({ url: urlOf(roles.owner), scale: SCALE, log: () => {} });
  log(`a demo of scale ${SCALE} is loaded`);
  return urlOf(roles.reader);
}

/** Returns the fastest of some rounds, by statement, in milliseconds. */
async function timesOf(url: string): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const connection = connectAnalytics(url, {
    deadlineMilliseconds: 60_000,
    onQuery: ({ statement, milliseconds }) =>
      times.set(statement, Math.min(milliseconds, times.get(statement) ?? Number.POSITIVE_INFINITY)),
  });
  const network = await networkOf(connection.db);
  const stakers = await connection.db.query.stakers.findMany({ columns: { id: true }, limit: 3 });
  for (let round = 0; round < ROUNDS; round++) {
    // Answers are kept with their network, so each round has one of its own.
    const own = { ...network };
    await answersOf(connection.db, own, {
      operators: [...network.operators.keys()].slice(0, 3),
      avs: [...network.avs.keys()].slice(0, 3),
      strategies: [...network.strategies.keys()].slice(0, 3),
      stakers: stakers.map(({ id }) => id),
    });
  }
  await connection.snapshot((db) => readFacts(db, new Date()));
  await connection.close();
  return times;
}

/** Returns the tables that a statement reads. */
function nameOf(statement: string): string {
  const tables = [...statement.matchAll(/(?:from|join) "(\w+)"/g)].map(([, table]) => table);
  return [...new Set(tables)].join(", ").slice(0, 120);
}
