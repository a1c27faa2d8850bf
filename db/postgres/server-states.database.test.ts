import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isUnreachable } from "./connection-errors";
import { startThrowawayPostgres, type ThrowawayPostgres } from "./embedded/throwaway";
import { openPool } from "./pool";
import { withTransactionName } from "./transaction-name";

/** A Postgres of its own, since these tests stop, crash and lock up a whole server. */
let server: ThrowawayPostgres;
let admin: postgres.Sql;
let url: string;
beforeAll(async () => {
  server = await startThrowawayPostgres();
});
afterAll(async () => {
  await server.stop();
});
beforeEach(async () => {
  // A crash must not lose the role: a throw-away Postgres acknowledges before it writes.
  admin = postgres(server.url("postgres"), {
    max: 2,
    onnotice: () => {},
    connection: { synchronous_commit: "on" },
  });
  await admin.unsafe("drop role if exists visitor");
  await admin.unsafe("create role visitor login password 'visitor'");
  await admin.unsafe("create table if not exists counters (id int primary key, n int)");
  await admin.unsafe("delete from counters; insert into counters values (1, 0)");
  await admin.unsafe("grant all on counters to visitor");
  const visitor = new URL(server.url("postgres"));
  [visitor.username, visitor.password] = ["visitor", "visitor"];
  url = visitor.toString();
  return async () => {
    await admin.unsafe("drop owned by visitor; drop role visitor").catch(() => {});
    await admin.end({ timeout: 1 });
  };
});

type Reason = Error & { code?: string };
const reasonOf = async (work: PromiseLike<unknown>): Promise<Reason> =>
  await work.then(
    (answer) => new Error(`It was answered with ${JSON.stringify(answer)}.`),
    (error: Reason) => error,
  );
/** Ends the connection of the visitor that runs a statement with this word, other than `former`; returns its id. */
async function terminate(word: string, former = 0): Promise<number> {
  for (;;) {
    const [ended] = await admin`select pid, pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'visitor' and state <> 'idle' and query like ${`%${word}%`} and pid <> ${former}`;
    if (ended) return Number(ended.pid);
    await setTimeout(10);
  }
}
const inTransaction = <T>(
  pool: ReturnType<typeof openPool>,
  work: (sql: postgres.TransactionSql) => Promise<T>,
) => withTransactionName("test", () => pool.client.begin(work));

describe("a connection that the server ends (57P01)", () => {
  it("is made up for by a second try, for a read outside a transaction", async () => {
    const pool = openPool(url, {}, { max: 1 });
    const asked = pool.client.unsafe("select pg_sleep(0.3), 1 as first");
    await Promise.all([asked, terminate("first")]);
    expect(await asked).toMatchObject([{ first: 1 }]);
    await pool.close();
  });

  it("fails a read that is ended twice, and never repeats a write or a transaction", async () => {
    const pool = openPool(url, {}, { max: 1 });
    const twice = reasonOf(pool.client.unsafe("select pg_sleep(5) as twice"));
    await terminate("twice", await terminate("twice"));
    const write = "update counters set n = n + 1 from (select pg_sleep(1)) written";
    const wrote = reasonOf(pool.client.unsafe(write));
    await terminate("written");
    const began = reasonOf(inTransaction(pool, (sql) => sql.unsafe("select pg_sleep(5) as began")));
    await terminate("began");
    for (const reason of await Promise.all([twice, wrote, began]))
      expect([reason.code, isUnreachable(reason)]).toEqual(["CONNECTION_CLOSED", true]);
    expect(await admin`select n from counters`).toEqual([{ n: 0 }]);
    await pool.close();
  });
});

describe("a transaction whose connection is gone", () => {
  it("sends nothing more, also on the connection's next session", async () => {
    const pool = openPool(url, {}, { max: 1 });
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    let late: Promise<Reason> | undefined;
    const asked = reasonOf(
      inTransaction(pool, async (sql) => {
        await sql.unsafe("update counters set n = n + 1");
        await gone;
        late = reasonOf(sql.unsafe("update counters set n = n + 100"));
        await late;
        return "done";
      }),
    );
    await expect
      .poll(
        () =>
          admin`select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`,
      )
      .toHaveLength(1);
    const reason = await asked;
    expect([reason.code, isUnreachable(reason)]).toEqual(["CONNECTION_CLOSED", true]);
    expect(await pool.client.unsafe("select 1 as one")).toEqual([{ one: 1 }]);
    go();
    await expect.poll(async () => (await late)?.name).toBe("TransactionOverError");
    expect(await admin`select n from counters`).toEqual([{ n: 0 }]);
    await pool.close();
  });
});

describe("a database that cannot be asked now", () => {
  it("because it is read-only (25006) is no fault of ours", async () => {
    await admin.unsafe("alter role visitor set default_transaction_read_only = on");
    const pool = openPool(url, {}, { max: 1 });
    const reason = await reasonOf(pool.client.unsafe("update counters set n = 1"));
    expect([reason.code, isUnreachable(reason)]).toEqual(["25006", true]);
    expect(await pool.client.unsafe("select n from counters")).toEqual([{ n: 0 }]);
    await pool.close();
  });

  it("because it takes no more connections (53300) is no fault of ours", async () => {
    await admin.unsafe("alter role visitor connection limit 1");
    const [first, second] = [openPool(url, {}, { max: 1 }), openPool(url, {}, { max: 1 })];
    await first.client.unsafe("select 1");
    const reason = await reasonOf(second.client.unsafe("select 1"));
    expect([reason.code, isUnreachable(reason)]).toEqual(["53300", true]);
    await Promise.all([first.close(), second.close()]);
  });

  it("because a statement takes too long (57014) is no fault of ours", async () => {
    await admin.unsafe("alter role visitor set statement_timeout = '100ms'");
    const pool = openPool(`${url}?pgbouncer=true`, {}, { max: 1 });
    const reason = await reasonOf(pool.client.unsafe("select pg_sleep(5)"));
    expect([reason.code, isUnreachable(reason)]).toEqual(["57014", true]);
    await pool.close();
  });

  it("because a transaction was idle for too long (25P03) is no fault of ours", async () => {
    await admin.unsafe("alter role visitor set idle_in_transaction_session_timeout = '100ms'");
    const pool = openPool(url, {}, { max: 1 });
    const idle = inTransaction(pool, async (sql) => {
      await sql.unsafe("select 1");
      await setTimeout(400);
      return await sql.unsafe("select 2");
    });
    expect(isUnreachable(await reasonOf(idle))).toBe(true);
    await pool.close();
  });

  it("because another transaction was first (40001) is no fault of ours", async () => {
    const pool = openPool(url, {}, { max: 1 });
    const late = inTransaction(pool, async (sql) => {
      await sql.unsafe("set transaction isolation level repeatable read");
      await sql.unsafe("select n from counters");
      await admin.unsafe("update counters set n = n + 1");
      return await sql.unsafe("update counters set n = n + 1");
    });
    const reason = await reasonOf(late);
    expect([reason.code, isUnreachable(reason)]).toEqual(["40001", true]);
    await pool.close();
  });

  it("because another process of the server crashed (57P02) is no fault of ours, and is over soon", async () => {
    const pool = openPool(url, {}, { max: 2 });
    const [row] = await pool.client.unsafe("select pg_backend_pid() as pid");
    const asleep = reasonOf(inTransaction(pool, (sql) => sql.unsafe("select pg_sleep(30) as crashed")));
    await expect
      .poll(() => admin`select 1 from pg_stat_activity where query like '%crashed%' and usename = 'visitor'`)
      .toHaveLength(1);
    const victims = await admin`select pid from pg_stat_activity where usename = 'postgres'
      and backend_type = 'client backend' and pid <> pg_backend_pid()`;
    process.kill(Number(victims[0]?.pid ?? row?.pid), "SIGKILL");
    const reason = await asleep;
    expect(["57P02", "CONNECTION_CLOSED"]).toContain(reason.code);
    expect(isUnreachable(reason)).toBe(true);
    // Recovering, which takes as long as the machine is busy, it refuses connections with 57P03.
    for (;;) {
      const asked = await reasonOf(pool.client.unsafe("select 1"));
      if (asked.message.startsWith("It was answered")) break;
      expect(isUnreachable(asked), `${asked.code} ${asked.stack}`).toBe(true);
      await setTimeout(20);
    }
    expect(await pool.client.unsafe("select 1 as one")).toEqual([{ one: 1 }]);
    await pool.close();
  });

  it("because it is shutting down (57P03) is no fault of ours", async () => {
    await admin.unsafe("select 1");
    const [row] = await admin`select setting from pg_settings where name = 'data_directory'`;
    const lock = execFileSync("head", ["-1", `${row?.setting}/postmaster.pid`], { encoding: "utf8" });
    // A smart shutdown waits for the administrator's session, and takes no new one.
    process.kill(Number(lock), "SIGTERM");
    const pool = openPool(url, {}, { max: 1 });
    await expect.poll(async () => (await reasonOf(pool.client.unsafe("select 1"))).code).toBe("57P03");
    expect(isUnreachable(await reasonOf(pool.client.unsafe("select 1")))).toBe(true);
    await pool.close();
  });
});
