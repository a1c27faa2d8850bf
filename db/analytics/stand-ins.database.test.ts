import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { avs, avsMetadata } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertAvs } from "../testing/rows";
import { withStandIns } from "./stand-ins";

describe("a statement to which missing tables are empty", () => {
  const standIn = `"alembic_version" as (select null::varchar(32) as "version_num" where false)`;

  test("names them before it, or before what it names itself", () => {
    const missing = ["alembic_version", "avs"];
    expect(withStandIns(`select * from "alembic_version"`, missing)).toBe(
      `with ${standIn} select * from "alembic_version"`,
    );
    expect(withStandIns(`with one as (select 1) select * from "alembic_version"`, missing)).toBe(
      `with ${standIn}, one as (select 1) select * from "alembic_version"`,
    );
    expect(withStandIns(`WITH RECURSIVE one as (select 1) select * from "alembic_version"`, missing)).toBe(
      `with RECURSIVE ${standIn}, one as (select 1) select * from "alembic_version"`,
    );
  });

  test("stays as it is when it names none of them", () => {
    expect(withStandIns(`select * from "avs_metadata"`, ["alembic_version"])).toBe(
      `select * from "avs_metadata"`,
    );
  });
});

describe("a question of the database", () => {
  let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
  beforeEach(async () => {
    database = await createAnalyticsTestDatabase();
    await insertAvs(database.owner, { address: "0xa", name: "EigenDA" });
  });
  afterEach(() => database.drop());
  const names = () =>
    database.db
      .select({ address: avs.id, name: avsMetadata.name })
      .from(avs)
      .leftJoin(avsMetadata, eq(avsMetadata.avsId, avs.id));

  test("finds no row of a table that is missing", async () => {
    expect(await names()).toEqual([{ address: "0xa", name: "EigenDA" }]);
    await database.sql`alter table avs_metadata rename to elsewhere`;
    expect(await names()).toEqual([{ address: "0xa", name: null }]);
    expect(await names()).toEqual([{ address: "0xa", name: null }]);
  });

  test("fails as before for what is no table of the contract", async () => {
    await expect(database.db.select({ one: sql`1` }).from(sql`nowhere`)).rejects.toMatchObject({
      cause: { code: "42P01" },
    });
  });
});
