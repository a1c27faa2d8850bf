import { execFile } from "node:child_process";
import { promisify } from "node:util";
import postgres from "postgres";
import { openCluster } from "../db/postgres/embedded/cluster";

/** Where the server of these journeys keeps its data. */
export const dataDir = process.env.E2E_DATA_DIR ?? ".data/test";
const run = promisify(execFile);

/** `npm run account -- …`, as the operator of EigenWatch does it. */
export const administer = (...words: string[]): Promise<void> => administerAt(dataDir, ...words);

/** The same for a server that keeps its data elsewhere. */
export async function administerAt(dataDir: string, ...words: string[]): Promise<void> {
  await run(process.execPath, ["--import", "tsx", "bin/account.ts", ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
}

/** Puts an operator on a wallet's watchlist that the pipeline does not know, as if it had been taken back. */
export async function watchVanished(wallet: string, operator: string): Promise<void> {
  const { userApplicationUrl } = await openCluster(dataDir);
  const sql = postgres(userApplicationUrl, { max: 1 });
  await sql`
    insert into eigenwatch.user_watchlist (user_id, entity_type, entity_id)
    select id, 'operator', ${operator} from eigenwatch.users where wallet_address = ${wallet.toLowerCase()}
  `;
  await sql.end();
}
