import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertAccount } from "../../testing/accounts";
import { createUserTestDatabase } from "../../testing/databases";
import {
  type Sweep,
  sweepAuditEvents,
  sweepCodes,
  sweepNonces,
  sweepRateLimits,
  sweepSends,
  sweepSessions,
} from "./sweeps";

let application: postgres.Sql;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
  application = postgres(user.applicationUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await application.end();
  await user.drop();
});
beforeEach(async () => {
  await user.sql`truncate eigenwatch.users, eigenwatch.auth_nonces, eigenwatch.email_sends, eigenwatch.rate_limits,
    eigenwatch.audit_events cascade`;
});

const HASH = "a".repeat(64);

/** Each writes one row whose time is so far from now, as an interval of Postgres. */
const cases: {
  table: string;
  sweep: Sweep;
  over: string;
  kept: string;
  write: (age: string) => Promise<unknown>;
}[] = [
  {
    table: "auth_nonces",
    sweep: sweepNonces,
    over: "-1 second",
    kept: "1 minute",
    write: (end) => user.sql`insert into eigenwatch.auth_nonces (nonce, browser_hash, expires_at, created_at)
      values (gen_random_uuid()::text, ${HASH}, now() + ${end}::interval, now() - interval '1 year')`,
  },
  {
    table: "email_verification_codes",
    sweep: sweepCodes,
    over: "-25 hours",
    kept: "-23 hours",
    write: async (end) => {
      const { id } = await insertAccount(user.db);
      const [email] = await user.sql`insert into eigenwatch.user_emails (user_id, email)
        values (${id}, ${`${id}@example.org`}) returning id`;
      await user.sql`insert into eigenwatch.email_verification_codes (email_id, code_hash, code_salt, expires_at, created_at)
        values (${email?.id}, ${HASH}, 'salt', now() + ${end}::interval, now() - interval '1 year')`;
    },
  },
  {
    table: "email_sends",
    sweep: sweepSends,
    over: "-25 hours",
    kept: "-23 hours",
    write: (at) => user.sql`insert into eigenwatch.email_sends (account_id, email_hash, created_at)
      values (gen_random_uuid(), ${HASH}, now() + ${at}::interval)`,
  },
  {
    table: "user_sessions",
    sweep: sweepSessions,
    over: "-31 days",
    kept: "-29 days",
    write: async (end) => {
      const { id } = await insertAccount(user.db);
      await user.sql`delete from eigenwatch.user_sessions where user_id = ${id}`;
      await user.sql`insert into eigenwatch.user_sessions (user_id, refresh_token_hash, expires_at, created_at)
        values (${id}, encode(sha256(${id}::text::bytea), 'hex'), now() + ${end}::interval, now() - interval '1 year')`;
    },
  },
  {
    table: "rate_limits",
    sweep: sweepRateLimits,
    over: "-1 second",
    kept: "1 minute",
    write: (end) => user.sql`insert into eigenwatch.rate_limits (key, points, expire)
      values (gen_random_uuid()::text, 1, (extract(epoch from now() + ${end}::interval) * 1000)::bigint)`,
  },
  {
    table: "audit_events",
    sweep: sweepAuditEvents(365),
    over: "-366 days",
    kept: "-364 days",
    write: (at) => user.sql`insert into eigenwatch.audit_events (action, created_at)
      values ('tier.changed', now() + ${at}::interval)`,
  },
];

it.each(cases)(
  "$table loses rows whose time is over, and no others",
  async ({ table, sweep, over, kept, write }) => {
    for (const age of [over, over, kept]) await write(age);
    expect(await sweep(user.db)).toBe(2);
    expect(await sweep(user.db)).toBe(0);
    const [row] = await user.sql.unsafe(`select count(*)::int as n from eigenwatch.${table}`);
    expect(row?.n).toBe(1);
  },
);

describe("the security log", () => {
  const forget = (days: number | null, most: number | null) =>
    application.unsafe("select eigenwatch.forget_audit_events($1::integer, $2::integer) as count", [
      days,
      most,
    ]);

  it("loses nothing of the last 90 days, whatever the application asks for", async () => {
    for (const at of ["89 days", "91 days"])
      await user.sql`insert into eigenwatch.audit_events (action, created_at)
        values ('tier.changed', now() - ${at}::interval)`;
    for (const days of [89, 0, -1, null])
      await expect(forget(days, 10)).rejects.toMatchObject({ code: "22023" });
    for (const most of [0, 10_001, null])
      await expect(forget(90, most)).rejects.toMatchObject({ code: "22023" });
    expect(await forget(90, 10)).toEqual([{ count: 1 }]);
    expect(await user.sql`select action from eigenwatch.audit_events`).toHaveLength(1);
    const unsent = application.unsafe("delete from eigenwatch.audit_events");
    await expect(unsent).rejects.toMatchObject({ code: "42501" });
  });

  it("loses the oldest first, and at most as many as asked", async () => {
    for (const days of [400, 402, 401])
      await user.sql`insert into eigenwatch.audit_events (action, detail, created_at)
        values ('tier.changed', ${user.sql.json({ days })}, now() - make_interval(days => ${days}))`;
    expect(await forget(365, 2)).toEqual([{ count: 2 }]);
    expect(await user.sql`select detail from eigenwatch.audit_events`).toEqual([{ detail: { days: 400 } }]);
  });

  it("is forgotten by the application alone, whose search path the function does not follow", async () => {
    const [row] = await user.sql`
      select prosecdef, proconfig, has_function_privilege('public', oid, 'execute') as public,
        (select array_agg(r.rolname::text order by r.rolname) from aclexplode(proacl) a join pg_roles r on r.oid = a.grantee) as roles
      from pg_proc where proname = 'forget_audit_events'`;
    expect(row).toEqual({
      prosecdef: true,
      proconfig: ["search_path=pg_catalog, pg_temp"],
      public: false,
      roles: ["eigenwatch_app", "eigenwatch_migrator"],
    });
  });
});
