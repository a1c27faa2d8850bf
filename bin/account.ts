import { fileURLToPath } from "node:url";
import { isAddress } from "viem";
import { loadDotEnv } from "@/server/settings/environment";
import { describeError } from "../db/postgres/describe-error";
import { SettingError } from "../db/postgres/setting-error";
import { describeAccount, grantTier, setDisabled, setRole } from "../db/user/administer";
import { connectUser, type UserDb } from "../db/user/client";
import { accountRole, tier as tiers } from "../db/user/schema";
import { endWithReader } from "./db/command";
import { withDatabases } from "./db/databases";

const USAGE = `Use one of
  npm run account -- show 0x…
  npm run account -- tier 0x… FREE|PRO|ENTERPRISE [--until 2027-01-01]
  npm run account -- role 0x… user|support|admin
  npm run account -- disable 0x…
  npm run account -- enable 0x…`;

const VERBS = ["show", "tier", "role", "disable", "enable"];

/**
 * Runs one account command and returns the text to print. Throws SettingError, with a sentence, for an invalid
 * command and for a wallet without an account. A date without a time means the start of that day, UTC.
 */
export async function administer(db: UserDb, words: string[]): Promise<string> {
  const [verb = "", address = "", ...rest] = words;
  if (!VERBS.includes(verb)) throw new SettingError(USAGE);
  const wallet = address.toLowerCase();
  if (!isAddress(address))
    throw new SettingError(
      `"${address}" is not an address. It has 0x and 40 digits, in lower case or checksummed.`,
    );
  if (verb === "tier") {
    const { tier, until } = parseTier(rest);
    known(await grantTier(db, wallet, tier, until), wallet);
    return `${wallet} has ${tier}${until ? ` until ${until.toISOString()}` : ""} from now on.`;
  }
  if (verb === "role") return await changeRole(db, wallet, rest);
  if (rest.length > 0) throw new SettingError(USAGE);
  if (verb === "show") return summary(wallet, await describeAccount(db, wallet));
  known(await setDisabled(db, wallet, verb === "disable"), wallet);
  return verb === "disable"
    ? `${wallet} is disabled, and its sessions have ended.`
    : `${wallet} is enabled and can sign in again.`;
}

async function changeRole(db: UserDb, wallet: string, [name, ...more]: string[]): Promise<string> {
  const role = accountRole.enumValues.find((known) => known === name);
  if (!role || more.length > 0) throw new SettingError(USAGE);
  const outcome = await setRole(db, wallet, role);
  known(outcome !== undefined, wallet);
  if (outcome === "last")
    throw new SettingError(
      `${wallet} is the only admin who can sign in. Make another account an admin first.`,
    );
  return `${wallet} has the role ${role}${outcome === "same" ? ", and had it before." : " from now on."}`;
}

function parseTier([name = "", option, day, ...more]: string[]) {
  const tier = tiers.enumValues.find((known) => known === name.toUpperCase());
  if (!tier || more.length > 0 || (option !== undefined && (option !== "--until" || !day)))
    throw new SettingError(USAGE);
  if (day === undefined) return { tier, until: null };
  const until = new Date(day);
  const isDate =
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/.test(day) && !Number.isNaN(until.getTime());
  if (!isDate || !until.toISOString().startsWith(day.slice(0, 10)))
    throw new SettingError(`"${day}" is not a day. It looks like 2027-01-01, or 2027-01-01T12:00Z.`);
  if (until <= new Date()) throw new SettingError(`${day} is in the past.`);
  if (tier === "FREE") throw new SettingError("FREE has no end. Leave out --until.");
  return { tier, until };
}

function known(isDone: boolean, wallet: string) {
  if (!isDone) throw new SettingError(`${wallet} has no account: nobody has signed in with it yet.`);
}

function summary(wallet: string, account: Awaited<ReturnType<typeof describeAccount>>): string {
  if (!account) throw new SettingError(`${wallet} has no account: nobody has signed in with it yet.`);
  const at = (instant: Date | null) => instant?.toISOString() ?? "never";
  const lapsed = account.tier === account.grantedTier ? "" : ` (${account.grantedTier} has run out)`;
  return [
    `wallet      ${wallet}`,
    `account     ${account.id}`,
    `name        ${account.displayName ?? "none"}`,
    `tier        ${account.tier}${lapsed}`,
    `until       ${account.tierExpiresAt ? at(account.tierExpiresAt) : "no end"}`,
    `role        ${account.role}`,
    `made        ${at(account.createdAt)}`,
    `signed in   ${at(account.lastLoginAt)}`,
    `disabled    ${account.disabledAt ? at(account.disabledAt) : "no"}`,
    `sessions    ${account.sessionCount} running`,
    `addresses   ${account.verifiedEmailCount} verified`,
    `watchlist   ${account.watchedCount}`,
  ].join("\n");
}

async function run(words: string[]) {
  if (!VERBS.includes(words[0] ?? "")) throw new SettingError(USAGE);
  loadDotEnv();
  await withDatabases(["user"], "npm run account", async ({ user }) => {
    const users = connectUser(user.applicationUrl, { max: 1 });
    await administer(users.db, words).then(console.log).finally(users.close);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  endWithReader();
  run(process.argv.slice(2)).catch((error) => {
    console.error(describeError(error, "user"));
    process.exitCode = 1;
  });
}
