import { existsSync } from "node:fs";
import postgres from "postgres";
import { ensureDemo } from "@/db/demo/load";
import { roles } from "@/db/postgres/embedded/roles";
import { makeAnalytics, makeRoles, urlAs } from "./databases";
import { lacksPostgres15, startDebianPostgres } from "./debian";

const [DATABASE, SCALE] = ["eigenlayer_analytics", 1];
const LIBRARIES = ["llvmjit", "auto_explain"].map((name) => `/usr/lib/postgresql/15/lib/${name}.so`);

/** Returns what this machine lacks of a Postgres that compiles statements. */
export const lacksJit = () => [...lacksPostgres15(), ...LIBRARIES.filter((file) => !existsSync(file))];

/**
 * Starts Debian's Postgres 15 with the whole demo. `pooledUrl` counts as pooled, so that its sessions have the settings of
 * the reader's role, which `alterReader` changes; those of `url` have the client's.
 */
export async function startJitPostgres(log: (line: string) => void) {
  // Autovacuum would analyze at a time of its own, and change plans meanwhile.
  const server = await startDebianPostgres({ settings: { autovacuum: "off" } });
  const inside = postgres(server.url(DATABASE), { max: 1, onnotice: () => {} });
  try {
    await makeRoles(server);
    await makeAnalytics(server, DATABASE);
    const as = (role: string) => urlAs(server, DATABASE, role);
    await ensureDemo({ url: as(roles.owner), scale: SCALE, log: () => {} });
    await inside.unsafe("analyze");
    log(
      `Debian's Postgres 15 has a demo of scale ${SCALE}, which is as large as mainnet, and freshly analyzed`,
    );
    return {
      url: as(roles.reader),
      pooledUrl: `${as(roles.reader)}?pgbouncer=true`,
      alterReader: async (change: string) =>
        void (await inside.unsafe(`alter role ${roles.reader} ${change}`)),
      /** Has the planner expect this many times as many rows in every table as there are. */
      expectRows: async (times: number) =>
        void (await inside`update pg_class set reltuples = reltuples * ${times}
          where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > 0`),
      log: server.log,
      stop: async () => {
        await inside.end({ timeout: 1 });
        await server.stop();
      },
    };
  } catch (error) {
    await inside.end({ timeout: 1 });
    await server.stop();
    throw error;
  }
}

export type JitPostgres = Awaited<ReturnType<typeof startJitPostgres>>;
