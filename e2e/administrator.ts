import { execFile } from "node:child_process";
import { promisify } from "node:util";
import postgres from "postgres";
import { openCluster } from "../db/postgres/embedded/cluster";

/** The data folder of the server. */
export const dataDir = process.env.E2E_DATA_DIR ?? ".data/test";
const run = promisify(execFile);

/** Runs `npm run account -- …`, as an administrator does. */
export const administer = (...words: string[]): Promise<void> => administerAt(dataDir, ...words);

/** Runs an account command for a server with another data folder. */
export async function administerAt(dataDir: string, ...words: string[]): Promise<void> {
  await run(process.execPath, ["--import", "tsx", "bin/account.ts", ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
}

/** Adds an operator that the pipeline does not know to a wallet's watchlist, as if it had vanished. */
export async function watchVanished(wallet: string, operator: string): Promise<void> {
  const { userApplicationUrl } = await openCluster(dataDir);
  const sql = postgres(userApplicationUrl, { max: 1 });
  await sql`
    insert into eigenwatch.user_watchlist (user_id, entity_type, entity_id)
    select id, 'operator', ${operator} from eigenwatch.users where wallet_address = ${wallet.toLowerCase()}
  `;
  await sql.end();
}
