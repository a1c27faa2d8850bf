import { openClient } from "../postgres/client";
import { findMigrationProblems } from "../user/migrations";

/** Asks the user database behind `url`, as the application, how its migrations differ from this version's. */
export async function checkMigrations(url: string): Promise<string[]> {
  const client = openClient(url, { connectSeconds: 3 });
  return await findMigrationProblems(client).finally(() => client.end({ timeout: 3 }));
}
