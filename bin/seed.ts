import { mnemonicToAccount } from "viem/accounts";
import { databaseSettings } from "@/server/settings/databases";
import { launcherSettings } from "@/server/settings/launcher";
import { connectAnalytics } from "../db/analytics/client";
import { parseConnectionUrl } from "../db/postgres/connection-url";
import { SettingError } from "../db/postgres/setting-error";
import { connectUser } from "../db/user/client";
import { makeSampleAccounts, type SampleAccount } from "../db/user/sample-accounts";
import { ENTITY_TYPES } from "../db/user/watchlist";
import { readExisting } from "../server/jobs/existing";
import { defineCommand, endWithReader } from "./db/command";
import { about, withDatabases } from "./db/databases";

/** The phrase that development tools share: everybody has its keys, so nothing of value may be at its addresses. */
const PHRASE = "test test test test test test test test test test test junk";
const addressOf = (index: number) => mnemonicToAccount(PHRASE, { addressIndex: index }).address.toLowerCase();

const YEAR_MILLISECONDS = 365 * 86_400_000;
const GONE = { entityType: "operator", entityId: `0x${"0".repeat(36)}dead` } as const;

const isLocal = (host: string) => /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|\/.*)$/.test(host);

/** Throws one line where somebody else could sign in with the public keys. */
function refuseProduction() {
  const { userUrl } = databaseSettings();
  const { siteUrl } = launcherSettings();
  const host = userUrl && parseConnectionUrl(userUrl).host;
  if (host && !isLocal(host))
    throw new SettingError(
      `Sample accounts are for development, and USER_DATABASE_URL is on ${host}. Anybody could sign in to them.`,
    );
  if (siteUrl && !isLocal(new URL(siteUrl).hostname))
    throw new SettingError(
      `Sample accounts are for development, and this instance is at ${siteUrl}. Anybody could sign in to them.`,
    );
}

/** Returns one account of each kind; those with a watchlist watch a few entities of the analytics database, one gone. */
function sampleAccounts(existing: Awaited<ReturnType<typeof readExisting>>): SampleAccount[] {
  const watched = ENTITY_TYPES.flatMap((entityType) =>
    [...existing[entityType]].slice(0, 2).map((entityId) => ({ entityType, entityId })),
  );
  const accounts: Omit<SampleAccount, "address">[] = [
    { name: "Free", tier: "FREE" },
    { name: "Free with a watchlist", tier: "FREE", email: "free@example.com", watched: watched.slice(0, 5) },
    { name: "Pro", tier: "PRO", email: "pro@example.com", watched: [...watched, GONE] },
    { name: "Pro that has ended", tier: "PRO", until: new Date(Date.now() - YEAR_MILLISECONDS) },
    { name: "Pro for a year", tier: "PRO", until: new Date(Date.now() + YEAR_MILLISECONDS) },
    { name: "Enterprise", tier: "ENTERPRISE", email: "enterprise@example.com", watched },
    { name: "Disabled", tier: "FREE", isDisabled: true },
  ];
  return accounts.map((account, index) => ({ address: addressOf(index), ...account }));
}

const seed = defineCommand({
  name: "seed",
  summary: "Makes an account of each tier to develop with.",
  details: `Their wallets are the first of the phrase "${PHRASE}", which development tools share. Accounts that are there stay as they are. Refused where the database or the site is not on this machine.`,
  run: async () => {
    refuseProduction();
    return await withDatabases(["analytics", "user"], "npm run seed", async ({ analytics, user }) => {
      const [accounts, facts] = [connectUser(user.applicationUrl), connectAnalytics(analytics.readerUrl)];
      try {
        const existing = await about("analytics", () => readExisting(facts));
        const samples = sampleAccounts(existing);
        const made = new Set(await about("user", () => makeSampleAccounts(accounts.db, samples)));
        return {
          lines: samples.map(
            ({ address, name }) => `${address}  ${name}${made.has(address) ? "" : " (was there)"}`,
          ),
          data: {
            accounts: samples.map(({ address, name }) => ({ address, name, isNew: made.has(address) })),
          },
        };
      } finally {
        await Promise.all([accounts.close(), facts.close()]);
      }
    });
  },
});

endWithReader();
await seed.parseAsync();
