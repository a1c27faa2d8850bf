import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createUserTestDatabase } from "../testing/databases";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(async () => {
  await user.drop();
});

/** A watchlist counts as one thing, however many rows it has. */
const collective = ["user_watchlist"];
const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

describe("every table of the user database", () => {
  it("is there", async () => {
    expect(await tables()).toEqual(
      expect.arrayContaining([
        "auth_nonces",
        "email_verification_codes",
        "user_emails",
        "user_preferences",
        "user_sessions",
        "user_watchlist",
        "users",
      ]),
    );
  });

  it("has a plural name in snake case, and so have its columns", async () => {
    for (const table of await tables()) {
      expect(table).toMatch(snakeCase);
      if (!collective.includes(table)) expect(table).toMatch(/s$/);
    }
    for (const { column_name: name } of await columns()) expect(name).toMatch(snakeCase);
  });

  it("has a random uuid for a key", async () => {
    const keys = await user.sql`
      select c.relname as table, array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)) as key,
        min(pg_get_expr(d.adbin, d.adrelid)) as default
      from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where i.indisprimary and c.relnamespace = 'eigenwatch'::regnamespace group by 1`;
    expect(keys.length).toBe((await tables()).length);
    for (const key of keys) expect(key).toMatchObject({ key: ["id uuid"], default: "gen_random_uuid()" });
  });

  it("says when a row was made and changed, with a zone; the audit trail never changes", async () => {
    const all = await columns();
    for (const table of await tables()) {
      const own = all.filter((column) => column.table_name === table).map((column) => column.column_name);
      expect(own).toContain("created_at");
      if (table !== "audit_events") expect(own).toContain("updated_at");
    }
    const zoneless = all.filter((column) => column.data_type === "timestamp without time zone");
    expect(zoneless).toEqual([]);
  });

  it("names its indexes after table and columns", async () => {
    const indexes = await user.sql`
      select i.indexrelid::regclass::text as name, c.relname as table, array_agg(a.attname::text order by k.position) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid,
        unnest(i.indkey::int[]) with ordinality k(attnum, position), pg_attribute a
      where not i.indisprimary and c.relnamespace = 'eigenwatch'::regnamespace
        and a.attrelid = c.oid and a.attnum = k.attnum
      group by 1, 2`;
    expect(indexes.length).toBeGreaterThan(10);
    for (const { name, table, columns } of indexes)
      expect(name).toBe(`eigenwatch.idx_${table}_${columns.join("_")}`);
  });

  it("points only at tables of its own schema, deletes along, and has an index on what points", async () => {
    const keys = await user.sql`
      select k.conname as name, k.confrelid::regclass::text as target, k.confdeltype as on_delete,
        exists (select 1 from pg_index i where i.indrelid = k.conrelid and i.indpred is null
          and (i.indkey::int[])[0] = k.conkey[1]) as indexed
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'eigenwatch'::regnamespace`;
    expect(keys.length).toBeGreaterThan(4);
    for (const key of keys) {
      expect(key).toMatchObject({ on_delete: "c", indexed: true });
      expect(key.target).toMatch(/^eigenwatch\./);
    }
  });
});

describe("the user database refuses", () => {
  const account = async (letter: string) => {
    const [row] = await user.sql`insert into eigenwatch.users (wallet_address)
      values (${`0x${letter.repeat(40)}`}) returning id`;
    return String(row?.id);
  };
  const email = (id: string, address: string, isPrimary: boolean, verified: string | null) =>
    user.sql`insert into eigenwatch.user_emails (user_id, email, is_primary, verified_at)
      values (${id}, ${address}, ${isPrimary}, ${verified})`;
  const now = "2026-07-05T00:00:00Z";

  it("a wallet that is not a lower-case address, and the same wallet twice", async () => {
    await account("c");
    await expect(account("c")).rejects.toMatchObject({ code: "23505" });
    await expect(account("C")).rejects.toMatchObject({ code: "23514" });
  });

  it("a verified address for two accounts, but not an unverified one", async () => {
    const [one, two] = [await account("d"), await account("e")];
    await email(one, "a@example.org", false, null);
    await email(two, "a@example.org", true, now);
    const verify = user.sql`update eigenwatch.user_emails set verified_at = ${now} where user_id = ${one}`;
    await expect(verify).rejects.toMatchObject({ code: "23505" });
  });

  it("a second primary address, and a primary one that is not verified", async () => {
    const id = await account("f");
    await email(id, "first@example.org", true, now);
    await expect(email(id, "second@example.org", true, now)).rejects.toMatchObject({ code: "23505" });
    await expect(email(await account("9"), "third@example.org", true, null)).rejects.toMatchObject({
      code: "23514",
    });
  });

  it("what is not a hash where a hash belongs", async () => {
    const id = await account("8");
    const session = user.sql`insert into eigenwatch.user_sessions (user_id, refresh_token_hash, expires_at)
      values (${id}, 'plain secret', now() + interval '1 day')`;
    await expect(session).rejects.toMatchObject({ code: "23514" });
  });
});

async function tables(): Promise<string[]> {
  const rows = await user.sql`select relname from pg_class
    where relnamespace = 'eigenwatch'::regnamespace and relkind = 'r' order by 1`;
  return rows.map((row) => String(row.relname));
}

async function columns() {
  return await user.sql`select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'eigenwatch'`;
}
