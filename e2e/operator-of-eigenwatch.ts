import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Where the server of these journeys keeps its data. */
export const dataDir = process.env.E2E_DATA_DIR ?? ".data/test";
const run = promisify(execFile);

/** `npm run account -- …`, as the operator of EigenWatch does it. */
export async function administer(...words: string[]): Promise<void> {
  await run(process.execPath, ["--import", "tsx", "db/operate/account.ts", ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
}
