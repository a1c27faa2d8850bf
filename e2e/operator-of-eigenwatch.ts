import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Where the server of these journeys keeps its data. */
const dataDir = process.env.E2E_DATA_DIR ?? ".data/test";
const run = promisify(execFile);

/** `npm run account -- …`, as the operator of EigenWatch does it. */
export async function administer(...words: string[]): Promise<void> {
  await run(process.execPath, ["--import", "tsx", "db/operate/account.ts", ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
}

/** The code of the newest mail to an address: without SMTP_URL mail is written into a folder. */
export async function mailedCode(address: string): Promise<string | undefined> {
  const folder = join(dataDir, "mail");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const mine = mails.filter((mail) => new RegExp(`^To: .*${address}`, "im").test(mail));
  return mine.map((mail) => /code: (\d{6})/.exec(mail)?.[1]).at(-1);
}
