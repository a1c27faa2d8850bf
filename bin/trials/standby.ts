import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { silenceable } from "@/db/testing/silence";
import { killLaunched } from "../testing/launch";
import { USERS } from "./databases";
import { lacksPostgres15, startDebianPostgres } from "./debian";
import { secondsUntil } from "./failover/cluster";
import { makeDatabases, operatorsOf, startInstance } from "./failover/instance";
import { sendVisitors } from "./failover/visitors";
import { hold, type Trial } from "./trial";

type Server = Awaited<ReturnType<typeof startDebianPostgres>>;
const [WRITES, STANDBY_MILLISECONDS] = [50, 20_000];

/** Both databases become those of a streaming standby, and then of a primary again. */
export const standby: Trial = {
  says: "A streaming standby as both databases, which is promoted at the end, under writes and reads.",
  lacks: lacksPostgres15,
  run: async (log) => {
    const folder = await mkdtemp(join(tmpdir(), "eigenwatch-standby-"));
    const servers: Server[] = [];
    const relays: { close: () => void }[] = [];
    try {
      const primary = await startDebianPostgres();
      servers.push(primary);
      const urls = await makeDatabases(primary);
      const follower = await startDebianPostgres({ primary });
      servers.unshift(follower);
      const relay = await silenceable(primary.url("postgres"));
      relays.push(relay);
      const through = (url: string) => {
        const own = new URL(url);
        own.port = new URL(relay.url).port;
        return own.toString();
      };
      const behind = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, through(url)]));
      const instance = await startInstance(behind, folder);
      const admin = postgres(through(primary.url(USERS)), { max: 2, onnotice: () => {} });
      const operators = await operatorsOf(urls.ANALYTICS_DATABASE_URL);
      const visitors = await sendVisitors(instance.site, admin, operators);
      const write = async () => {
        const before = visitors.acknowledged();
        await secondsUntil(60, "writes", async () => visitors.acknowledged() >= before + WRITES);
      };
      try {
        await write();
        relay.leadTo(follower.url("postgres"));
        await untilCaughtUp(primary, follower);
        await primary.halt();
        const before = visitors.acknowledged();
        await setTimeout(STANDBY_MILLISECONDS);
        hold(visitors.acknowledged() === before, "nothing is written on a standby");
        const second = await startInstance(behind, `${folder}/second`);
        const ready = await fetch(`${second.site}/api/health/ready`);
        log(
          `an instance that starts on the standby serves, and readiness is ${ready.status}, ${(await ready.json()).status}`,
        );
        hold(ready.status === 200, "an instance that starts on a standby is in rotation");
        await follower.promote();
        await write();
        await setTimeout(2000);
      } finally {
        await visitors.stop();
        for (const line of visitors.lines()) log(line);
        log(`readiness: ${[...visitors.states].join(", ")}; ${[...visitors.faults].join(" ")}`);
      }
      const { rows, events } = await visitors.compare();
      await admin.end();
      log(`${visitors.acknowledged()} writes acknowledged; ${rows} rows and ${events} events are all there`);
      hold(
        visitors.odd.length === 0,
        `no answer is out of place: ${JSON.stringify(visitors.odd.slice(0, 10))}`,
      );
      hold(!visitors.states.has("unready") && visitors.states.has("degraded"), "readiness is degraded");
    } finally {
      await killLaunched();
      for (const relay of relays) relay.close();
      for (const server of servers) await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Waits until a standby has replayed all that its primary has written. */
async function untilCaughtUp(primary: Server, follower: Server) {
  const [above, below] = [primary, follower].map((server) => postgres(server.url("postgres"), { max: 1 }));
  if (!above || !below) return;
  const [written] = await above`select pg_current_wal_lsn()::text as lsn`;
  await secondsUntil(60, "the standby has replayed everything", async () => {
    const [row] = await below`select pg_last_wal_replay_lsn() >= ${written?.lsn}::pg_lsn as is_so`;
    return row?.is_so === true;
  });
  await Promise.all([above.end(), below.end()]);
}
