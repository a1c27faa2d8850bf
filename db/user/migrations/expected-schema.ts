import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { startThrowawayPostgres } from "../../postgres/embedded/throwaway";
import { type Grant, readGrants } from "../splitting/structure";
import type { Migration } from "./files";
import { describeSchema } from "./live-schema";
import { waitForOtherMigrator } from "./lock";
import { grantTo } from "./migrate";
import { runMigrations } from "./steps";

export type ExpectedSchemas = {
  /** The lines of the schema before the first migration, and after each. */
  after: string[][];
  /** The rights of the application's role at the end. */
  grants: Grant[];
};

/**
 * Returns the schemas that these migrations make, one after the other: they run in a throw-away Postgres of our own,
 * which takes about two seconds. Grants are those of a role of this name.
 */
export async function makeExpectedSchemas(
  migrations: Migration[],
  applicationRole: string,
): Promise<ExpectedSchemas> {
  const server = await startThrowawayPostgres();
  const url = server.url("postgres");
  const client = openClient(url, { isLongLived: true });
  try {
    await waitForOtherMigrator(client, 0, () => {});
    const patience = { milliseconds: 3000, tries: 1, pauseMilliseconds: 0 };
    const after = [await readSchema(client)];
    for (const migration of migrations) {
      await runMigrations({ client, url, patience, log: () => {} }, [migration]);
      after.push(await readSchema(client));
    }
    await client.unsafe(`create role "${applicationRole.replaceAll('"', '""')}"`).catch(() => {});
    await grantTo(client, applicationRole);
    return { after, grants: await readGrants(client) };
  } finally {
    await client.end({ timeout: 1 });
    await server.stop();
  }
}

/** Returns the lines of a schema, with names written as if no schema were searched. */
export const readSchema = async (client: postgres.Sql) =>
  await client.begin("read only", async (transaction) => {
    await transaction.unsafe("set local search_path = pg_catalog");
    return await describeSchema(transaction);
  });
