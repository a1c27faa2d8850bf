import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles } from "../postgres/embedded/roles";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { checkAnalytics } from "./client";
import { findWritePrivileges } from "./read-only";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let admin: postgres.Sql;
let reader: postgres.Sql;
const role = `guarded_${process.pid}`;

beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
  admin = postgres(analytics.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create role ${role} login password 'x'; grant usage on schema public to ${role};
    grant select on all tables in schema public to ${role}`);
  const url = new URL(analytics.readerUrl);
  url.username = role;
  url.password = "x";
  reader = postgres(url.toString(), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await reader.end();
  await admin.unsafe(`drop owned by ${role}; drop role ${role}`);
  await admin.end();
  await analytics.drop();
});

/** Returns the guard's error while `grant` is in force. */
async function whileGranted(grant: string, revoke: string) {
  await admin.unsafe(grant);
  try {
    return await findWritePrivileges(reader);
  } finally {
    await admin.unsafe(revoke);
  }
}

describe("the write guard", () => {
  it("lets a role with SELECT and TEMP alone pass", async () => {
    expect(await findWritePrivileges(reader)).toEqual([]);
    const [temporary] = await reader`select has_database_privilege(current_database(), 'temp') as yes`;
    expect(temporary?.yes).toBe(true);
    await expect(checkAnalytics(analytics.readerUrl)).resolves.toBeDefined();
  });

  it.each([
    [
      "INSERT on a table",
      "grant insert on operators to :r",
      "revoke insert on operators from :r",
      "has INSERT on public.operators",
    ],
    [
      "TRUNCATE on a table",
      "grant truncate on avs to :r",
      "revoke truncate on avs from :r",
      "has TRUNCATE on public.avs",
    ],
    [
      "UPDATE of one column",
      "grant update (address) on operators to :r",
      "revoke update (address) on operators from :r",
      "has UPDATE on columns of public.operators",
    ],
    [
      "a sequence",
      "grant usage on sequence operator_analytics_id_seq to :r",
      "revoke usage on sequence operator_analytics_id_seq from :r",
      "has USAGE on sequence public.operator_analytics_id_seq",
    ],
    [
      "CREATE on a schema",
      "grant create on schema public to :r",
      "revoke create on schema public from :r",
      "has CREATE on schema public",
    ],
    ["CREATEROLE", "alter role :r createrole", "alter role :r nocreaterole", "has CREATEROLE"],
    ["CREATEDB", "alter role :r createdb", "alter role :r nocreatedb", "has CREATEDB"],
    [
      "a security definer function",
      "create function public.sneak() returns int language sql security definer as 'select 1'",
      "drop function public.sneak()",
      "has EXECUTE on security definer function public.sneak",
    ],
    [
      "a table of another schema, such as our accounts",
      "create schema accounts; create table accounts.users (id int); grant delete on accounts.users to :r",
      "drop schema accounts cascade",
      "has DELETE on accounts.users",
    ],
  ])("names %s", async (_, grant, revoke, said) => {
    const into = (text: string) => text.replaceAll(":r", role);
    expect(await whileGranted(into(grant), into(revoke))).toEqual([`${role} ${said}`]);
  });

  it("names ownership of a table", async () => {
    const said = await whileGranted(
      `alter table avs owner to ${role}`,
      `alter table avs owner to ${roles.owner}`,
    );
    expect(said).toContain(`${role} is OWNER on public.avs`);
  });

  it("names CREATE on the database", async () => {
    const name = new URL(analytics.adminUrl).pathname.slice(1);
    const said = await whileGranted(
      `grant create on database ${name} to ${role}`,
      `revoke create on database ${name} from ${role}`,
    );
    expect(said).toEqual([`${role} has CREATE on database ${name}`]);
  });

  it("says no more than SUPERUSER of a superuser", async () => {
    expect(
      await whileGranted(
        `alter role ${role} superuser createdb`,
        `alter role ${role} nosuperuser nocreatedb`,
      ),
    ).toEqual([`${role} is SUPERUSER`]);
  });

  it("sees through membership, also one that has to be asked for with SET ROLE", async () => {
    const said = await whileGranted(
      `alter role ${role} noinherit; grant ${roles.owner} to ${role}`,
      `revoke ${roles.owner} from ${role}; alter role ${role} inherit`,
    );
    expect(said).toContain(`${roles.owner} is OWNER on public.operators`);
  });

  it("names pg_write_all_data", async () => {
    const said = await whileGranted(
      `grant pg_write_all_data to ${role}`,
      `revoke pg_write_all_data from ${role}`,
    );
    expect(said[0]).toBe(`${role} is a member of pg_write_all_data`);
    expect(said).toContain(`${role} has DELETE, INSERT, UPDATE on public.operators`);
  });

  it("refuses the pipeline's owner in one line that says what to do", async () => {
    const refusal = await checkAnalytics(analytics.ownerUrl).catch((error: Error) => error.message);
    expect(refusal).toMatch(
      /^The analytics role can write.*pipeline_owner.*ALLOW_WRITABLE_ANALYTICS=true\.$/,
    );
    expect(refusal).not.toContain("\n");
  });
});
