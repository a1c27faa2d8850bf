import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { roles } from "@/db/postgres/embedded/roles";
import { startThrowawayPostgres } from "@/db/postgres/embedded/throwaway";
import { insertAccount } from "@/db/testing/accounts";
import { plantMigrations } from "@/db/testing/planted-migrations";
import { connectUser, type UserDb } from "@/db/user/client";
import { migrateUsers } from "@/db/user/migrations/migrate";
import { updateProfile } from "@/db/user/profile";
import { findSession } from "@/db/user/sessions";
import { addWatched, listWatched, removeWatched } from "@/db/user/watchlist";
import { formatNumber } from "@/server/format";
import { makeRoles, makeUsers, USERS, urlAs } from "./databases";
import { lacksPostgres15, startDebianPostgres } from "./debian";
import { hold, type Trial } from "./trial";

const [READING_SECONDS, WORKERS, LONGEST_MILLISECONDS] = [60, 4, 4000];

/** A report reads a table for a minute while a column is added to it and the application works. */
export const reader: Trial = {
  says: "A report holds a table for 60 s while a column is added to it, and the application works beside it.",
  lacks: () => [],
  run: async (log) => {
    const isDebian = lacksPostgres15().length === 0;
    const server = await (isDebian ? startDebianPostgres() : startThrowawayPostgres());
    log(
      isDebian ? "on Debian's Postgres 15" : "on the embedded Postgres, since Debian's 15 is not installed",
    );
    const planted = await plantMigrations();
    const report = postgres(server.url(USERS), { max: 1, connection: { application_name: "a report" } });
    try {
      await makeRoles(server);
      await makeUsers(server, USERS);
      const migrate = (folder?: string) =>
        migrateUsers({
          url: urlAs(server, USERS, roles.migrator),
          applicationRole: roles.application,
          folder,
          log: (line) => tries.push(line),
        });
      const tries: string[] = [];
      await migrate();
      await planted.add("0001_note", "alter table eigenwatch.users add column note text");

      const work = workAsApplication(urlAs(server, USERS, roles.application));
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      const reading = report.begin(async (sql) => {
        await sql`select count(*) from eigenwatch.users`;
        await sql`select pg_sleep(${READING_SECONDS})`;
      });
      await setTimeout(500);
      const migrating = migrate(planted.folder).then((tags) => {
        log(`${tags.join()} was given up ${tries.length} times, and ran after ${Math.round(seconds())} s`);
        hold(seconds() > READING_SECONDS, "the migration runs after the report has ended");
      });
      await Promise.all([reading, migrating]);
      const { statements, longest, failures } = await work.end();
      log(
        `${formatNumber(statements)} statements of the application beside it; the longest took ${formatNumber(Math.round(longest))} ms; ${failures.length} failed${failures.length > 0 ? `: ${[...new Set(failures)].join(", ")}` : ""}`,
      );
      hold(longest < LONGEST_MILLISECONDS, "no statement of the application waits for 4 s");
      hold(failures.length === 0, "no statement of the application fails");
    } finally {
      await Promise.all([report.end({ timeout: 1 }), planted.remove()]);
      await server.stop();
    }
  },
};

/** Reads and writes accounts over the application's pool, without a pause, until the end is asked for. */
function workAsApplication(url: string) {
  let [statements, longest, isOver] = [0, 0, false];
  const failures: string[] = [];
  const { db, close } = connectUser(url, {
    onQuery: ({ milliseconds }) => {
      statements++;
      longest = Math.max(longest, milliseconds);
    },
  });
  const working = Array.from({ length: WORKERS }, async () => {
    const account = await insertAccount(db);
    while (!isOver)
      await actOnce(db, account).catch((error: Error & { cause?: { code?: string } }) =>
        failures.push(error.cause?.code ?? error.name),
      );
  });
  return {
    end: async () => {
      isOver = true;
      await Promise.all(working);
      await close();
      return { statements, longest, failures };
    },
  };
}

async function actOnce(db: UserDb, { id, sessionId }: { id: string; sessionId: string }) {
  const entity = { entityType: "avs", entityId: `0x${"a".repeat(40)}` } as const;
  await findSession(db, sessionId);
  await listWatched(db, id);
  await addWatched(db, id, entity, () => null);
  await removeWatched(db, id, entity);
  await updateProfile(db, id, { displayName: "Trial" }, { ip: null, device: null, requestId: "trial" });
}
