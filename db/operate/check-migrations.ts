import postgres from "postgres";
import { cleanUrl } from "../postgres/pool";
import { findMigrationProblems } from "../user/migrations";

/** Asks the user database behind `url`, as the application, how its migrations differ from this version's. */
export async function checkMigrations(url: string): Promise<string[]> {
  const client = postgres(cleanUrl(url).address, {
    max: 1,
    connect_timeout: 3,
    prepare: false,
    onnotice: () => {},
  });
  return await findMigrationProblems(client).finally(() => client.end({ timeout: 3 }));
}
