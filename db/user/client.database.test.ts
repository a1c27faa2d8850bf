import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { isUnreachable } from "../postgres/connection-errors";
import { roles } from "../postgres/embedded/roles";
import { createEmptyTestDatabase } from "../testing/databases";
import { connectUser } from "./client";
import { migrateUsers } from "./migrations/migrate";

it("asks nothing of a database whose migrations have not run, and goes on once they have", async () => {
  const database = await createEmptyTestDatabase();
  const { db, ping, close } = connectUser(database.url("application"));
  const ask = async () => await db.execute(sql`select count(*)::int as n from eigenwatch.users`);
  const refused = await Promise.all([ask(), ping()].map((question) => question.catch((error) => error)));
  for (const error of refused) {
    expect(error.cause ?? error).toMatchObject({
      name: "UnmigratedError",
      message: "Migration 0000_accounts has not run.",
    });
    expect(isUnreachable(error)).toBe(true);
  }
  await migrateUsers({ url: database.url("migrator"), applicationRole: roles.application });
  expect(await ask()).toEqual([{ n: 0 }]);
  await close();
  await database.drop();
});
