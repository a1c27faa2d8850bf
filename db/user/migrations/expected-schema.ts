import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { describeError } from "../../postgres/describe-error";
import { startThrowawayPostgres } from "../../postgres/embedded/throwaway";
import { SettingError } from "../../postgres/setting-error";
import { quoted } from "../copying/tables";
import { readGrants } from "../splitting/structure";
import type { Migration } from "./files";
import { describeSchema } from "./live-schema";
import { waitForOtherMigrator } from "./lock";
import { grantTo } from "./migrate";
import { type ExpectedSchemas, makeInScratch } from "./scratch-schema";
import { runMigrations } from "./steps";

/**
 * Returns the schemas that these migrations make, one after the other, and the rights of a role of this name: on the
 * server of `client`, or where its role may not, in a throw-away Postgres of our own. Throws one line where neither works.
 */
export async function makeExpectedSchemas(
  client: postgres.Sql,
  migrations: Migration[],
  applicationRole: string,
): Promise<ExpectedSchemas> {
  try {
    return await makeInScratch(client, migrations, applicationRole);
  } catch (error) {
    const reason = describeError(error);
    return await makeInThrowaway(migrations, applicationRole).catch((other: unknown) => {
      throw new SettingError(
        `The schema to compare with cannot be made. ${reason} And here no Postgres starts: ${describeError(other)}`,
      );
    });
  }
}

/** Returns the same, made in a throw-away Postgres of our own, which takes about two seconds. */
export async function makeInThrowaway(
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
    await client.unsafe(`create role ${quoted(applicationRole)}`).catch(() => {});
    await grantTo(client, applicationRole);
    const grants = await readGrants(client);
    return { after, grants: grants.filter(({ role }) => role === applicationRole) };
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
