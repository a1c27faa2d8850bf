import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { roles } from "@/db/postgres/embedded/roles";
import { insertAccount } from "@/db/testing/accounts";
import { pgBouncer, startPgBouncer } from "@/db/testing/pooler";
import { connectUser, inTransaction } from "@/db/user/client";
import { migrateUsers } from "@/db/user/migrations/migrate";
import { refuseHiddenPoolers, refusePooledUrls } from "../start/poolers";
import { makeRoles, makeUsers, USERS, urlAs } from "./databases";
import { lacksPostgres15, startDebianPostgres } from "./debian";
import { hold, type Trial } from "./trial";

const [REQUESTS, POOL] = [50, 5];

/** The set-ups of a user database behind PgBouncer, and one locked row that fifty requests want. */
export const pooler: Trial = {
  says: "PgBouncer in transaction mode: four set-ups, and fifty requests for one locked row.",
  lacks: () => [...lacksPostgres15(), ...(pgBouncer ? [] : ["pgbouncer"])],
  run: async (log) => {
    const server = await startDebianPostgres();
    const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => {} });
    await makeRoles(server);
    await makeUsers(server, USERS);
    const direct = urlAs(server, USERS, roles.application);
    const migrator = urlAs(server, USERS, roles.migrator);
    await migrateUsers({ url: migrator, applicationRole: roles.application });
    const settings = "ignore_startup_parameters = extra_float_digits";
    const bouncer = await startPgBouncer(pgBouncer ?? "", direct, [settings, "default_pool_size = 50"]);
    try {
      const pooled = `${bouncer.url}?pgbouncer=true`;
      await tryUrls(log, "all three URLs", {
        userUrl: pooled,
        userDirectUrl: direct,
        migrationUrl: migrator,
      });
      await tryUrls(log, "no migration URL", {
        userUrl: pooled,
        userDirectUrl: direct,
        migrationUrl: undefined,
      });
      await tryUrls(log, "no direct URL", {
        userUrl: pooled,
        userDirectUrl: undefined,
        migrationUrl: migrator,
      });
      await tryUrls(log, "pgbouncer=true forgotten", {
        userUrl: bouncer.url,
        userDirectUrl: direct,
        migrationUrl: migrator,
      });
      await lockRow(pooled, direct, admin, log);
    } finally {
      await admin.end({ timeout: 1 });
      await bouncer.stop();
      await server.stop();
    }
  },
};

async function tryUrls(
  log: (line: string) => void,
  name: string,
  urls: Parameters<typeof refusePooledUrls>[0],
): Promise<void> {
  const isRight = urls.userUrl?.includes("pgbouncer=true") === true && urls.userDirectUrl !== undefined;
  const line = await Promise.resolve()
    .then(() => refusePooledUrls(urls))
    .then(() => refuseHiddenPoolers(urls))
    .then(
      () => "works",
      (error: Error) => error.message,
    );
  log(`${name}: ${line}`);
  hold((line === "works") === isRight, name);
}

async function lockRow(pooled: string, direct: string, admin: postgres.Sql, log: (line: string) => void) {
  const { db, close, state } = connectUser(pooled, { max: POOL, deadlineMilliseconds: 4000 });
  const account = await insertAccount(db);
  const locker = postgres(direct, { max: 1, connection: { idle_in_transaction_session_timeout: 0 } });
  let most = 0;
  let answered = 0;
  await locker.begin(async (transaction) => {
    await transaction`select from eigenwatch.users where id = ${account.id} for update`;
    const asked = Array.from({ length: REQUESTS }, async () => {
      await inTransaction(db, "rename", async (one) => {
        await one.execute(sql`update eigenwatch.users set display_name = 'x' where id = ${account.id}`);
      }).catch(() => {});
    });
    let isOver = false;
    const all = Promise.all(asked).then(() => {
      isOver = true;
    });
    while (!isOver) {
      const [row] = await admin`select count(*)::int as n from pg_stat_activity
        where usename = ${roles.application} and state <> 'idle' and wait_event_type = 'Lock'`;
      most = Math.max(most, Number(row?.n));
      if ((await state()).hasIdleTimeout) answered++;
      await setTimeout(100);
    }
    await all;
  });
  await Promise.all([close(), locker.end({ timeout: 1 })]);
  hold(most > 0 && most <= POOL, "one locked row takes at most a pool's worth of backends");
  log(
    `${REQUESTS} requests for one locked row: at most ${most} backends wait, and ${answered} of ${answered} looks at readiness were answered`,
  );
}
