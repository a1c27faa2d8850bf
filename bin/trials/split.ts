import postgres from "postgres";
import { roles } from "@/db/postgres/embedded/roles";
import { startThrowawayPostgres, type ThrowawayPostgres } from "@/db/postgres/embedded/throwaway";
import { migrateUsers } from "@/db/user/migrations/migrate";
import { formatNumber } from "@/server/format";
import { killDbAt, runDb } from "../testing/run-db";
import { asSuperuser, makeAnalytics, makeRoles, makeUsers, urlAs } from "./databases";
import { hold, type Trial } from "./trial";

const ACCOUNTS = 200_000;
const quiet = { max: 1, onnotice: () => {} };

/** A million rows move to another server under writes; the command is killed twice before it may end. */
export const split: Trial = {
  says: "A million rows split off to another server, under writes, killed while copying and while fenced.",
  lacks: () => [],
  run: async (log) => {
    const servers = [await startThrowawayPostgres(), await startThrowawayPostgres()] as const;
    try {
      await tryOut(servers, log);
    } finally {
      for (const server of servers) await server.stop();
    }
  },
};

async function tryOut(
  [old, next]: readonly [ThrowawayPostgres, ThrowawayPostgres],
  log: (line: string) => void,
) {
  for (const server of [old, next]) await makeRoles(server);
  await makeAnalytics(old, "eigenlayer");
  await asSuperuser(old, "postgres", async (admin) => {
    await admin.unsafe(`grant connect, create on database eigenlayer to ${roles.migrator}`);
    await admin.unsafe(`grant connect on database eigenlayer to ${roles.application}`);
  });
  await makeUsers(next, "accounts");
  const [from, to] = [urlAs(old, "eigenlayer", roles.migrator), urlAs(next, "accounts", roles.migrator)];
  await migrateUsers({ url: from, applicationRole: roles.application });
  await asSuperuser(old, "eigenlayer", fill);
  log(`${formatNumber(await countAll(from))} rows`);

  const words = ["split", "--from", from, "--to", to];
  const first = writeUntilRefused(urlAs(old, "eigenlayer", roles.application));
  await killDbAt(/^users: /, {}, ...words);
  hold((await countAll(to)) === 0, "a copy that was killed has left no row");
  const copying = performance.now();
  await killDbAt(/refuses writes now/, {}, ...words);
  log(
    `copied in ${formatNumber(Math.round(performance.now() - copying))} ms, then killed with the old database fenced`,
  );
  const written = await first;
  hold((await runDb({}, ...words, "--rollback")).code === 0, "a split that was killed is called off");

  const second = writeUntilRefused(urlAs(old, "eigenlayer", roles.application));
  const started = performance.now();
  const { code, out, err } = await runDb({}, ...words, "--json");
  hold(code === 0, `the split ends well: ${err}`);
  const { fencedMilliseconds } = JSON.parse(out);
  log(
    `gone on in ${formatNumber(Math.round(performance.now() - started))} ms, ${formatNumber(fencedMilliseconds)} of them fenced`,
  );
  const acknowledged = [...written, ...(await second)];
  log(`${formatNumber(acknowledged.length)} writes acknowledged meanwhile`);

  await asSuperuser(next, "accounts", async (admin) => {
    const [row] =
      await admin`select count(*)::int as count from eigenwatch.users where id = any(${acknowledged}::uuid[])`;
    hold(row?.count === acknowledged.length, "every acknowledged write is in the new database");
  });
  const digests = [await digestOf(from), await digestOf(to)];
  hold(digests[0] === digests[1], "both databases have the same rows, by another hash");
}

async function fill(admin: postgres.Sql) {
  await admin.unsafe(`
    insert into eigenwatch.users (wallet_address, display_name)
      select '0x' || lpad(to_hex(i), 40, '0'), E'tab\\t line\\n back\\\\slash é👩 ' || i from generate_series(1, ${ACCOUNTS}) i;
    insert into eigenwatch.user_emails (user_id, email, verified_at)
      select id, wallet_address || '@example.org', now() from eigenwatch.users;
    insert into eigenwatch.user_sessions (user_id, refresh_token_hash, expires_at)
      select id, encode(sha256(id::text::bytea), 'hex'), now() + interval '30 days' from eigenwatch.users;
    insert into eigenwatch.user_watchlist (user_id, entity_type, entity_id)
      select id, 'avs', wallet_address from eigenwatch.users;
    insert into eigenwatch.audit_events (actor_id, action) select id, 'session.created' from eigenwatch.users;
    analyze`);
}

/** Writes as the application does until it is refused. Returns the ids of accounts that it was told are written. */
async function writeUntilRefused(url: string): Promise<string[]> {
  const client = postgres(url, quiet);
  const ids: string[] = [];
  try {
    for (let number = 0; ; number++) {
      const address = `0x${crypto.randomUUID().replaceAll("-", "").padStart(40, "f")}`;
      const [row] =
        await client`insert into eigenwatch.users (wallet_address) values (${address}) returning id`;
      ids.push(row?.id);
      const old = `0x${(number + 1).toString(16).padStart(40, "0")}`;
      await client`update eigenwatch.users set display_name = 'changed' where wallet_address = ${old}`;
      const gone = `0x${(ACCOUNTS - number).toString(16).padStart(40, "0")}`;
      if (number % 5 === 0) await client`delete from eigenwatch.users where wallet_address = ${gone}`;
    }
  } catch (error) {
    hold((error as { code?: string }).code === "25006", `the writer is refused as read-only: ${error}`);
    return ids;
  } finally {
    await client.end();
  }
}

const TABLES = ["users", "user_emails", "user_sessions", "user_watchlist", "audit_events"];

async function countAll(url: string): Promise<number> {
  const client = postgres(url, quiet);
  const counts = TABLES.map((table) => `(select count(*) from eigenwatch.${table})`);
  const [row] = await client.unsafe(`select (${counts.join(" + ")})::int as count`);
  await client.end();
  return row?.count;
}

async function digestOf(url: string): Promise<string> {
  const client = postgres(url, { ...quiet, connection: { TimeZone: "UTC" } });
  const digests: string[] = [];
  for (const table of TABLES) {
    const [row] = await client.unsafe(
      `select md5(string_agg(md5(to_jsonb(t)::text), '' order by id)) as digest from eigenwatch.${table} t`,
    );
    digests.push(row?.digest);
  }
  await client.end();
  return digests.join(" ");
}
