import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { insertAccount } from "@/db/testing/accounts";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { insertAvs, insertCheckpoint } from "@/db/testing/rows";
import { insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import type { Account } from "../auth/viewer";
import { startMailServer } from "../email/testing";
import { contextFor, networkOf } from "../testing/context";
import type { Exchange } from "../trpc/context";

/**
 * Starts both databases and a mail server. Returns the account procedures for any caller:
 * `as(account).emails.list()`.
 */
export async function startAccounts() {
  const dataDir = mkdtempSync(join(tmpdir(), "account-"));
  const [analytics, user, smtp] = await Promise.all([
    createAnalyticsTestDatabase(),
    createUserTestDatabase(),
    startMailServer(),
  ]);
  await insertCheckpoint(analytics.owner);
  vi.stubEnv("SMTP_URL", smtp.url);
  vi.stubEnv("DATA_DIR", dataDir);
  vi.stubEnv("USER_DATABASE_URL", user.applicationUrl);
  const { env } = await import("../env");
  if (env.SMTP_URL !== smtp.url)
    throw new Error("Import nothing that reads the settings before startAccounts.");
  const { appRouter } = await import("../trpc/router");
  const { createCallerFactory } = await import("../trpc/procedure");
  const callerOf = createCallerFactory(appRouter);

  let network = await networkOf(analytics.db);
  const contextOf = (account: Partial<Account>, http?: Exchange) => ({
    ...contextFor(account.tier ?? "FREE", { analytics: analytics.db, user: user.db, network }, account),
    http,
  });
  const as = (account: Partial<Account>, http?: Exchange) => callerOf(contextOf(account, http)).account;
  const readNetwork = async () => {
    network = await networkOf(analytics.db);
  };
  return {
    analytics,
    user,
    smtp,
    appRouter,
    contextOf,
    /** Builds the network again after rows were written. */
    readNetwork,
    as,
    /**
     * Returns a caller who watches one operator, one AVS and one strategy, and the expected contents of a file
     * about each.
     */
    watcher: async (name: string) => {
      const strategy = (await insertDollarStrategy(analytics.owner)).address;
      const operator = (await insertStaked(analytics.owner, strategy, { name, usd: 9.5 })).address;
      const avs = (await insertAvs(analytics.owner, { name })).address;
      await readNetwork();
      const account = as(await insertAccount(user.db));
      for (const [entityType, entityId] of Object.entries({ operator, avs, strategy }))
        await account.watchlist.add({ entityType: entityType as "operator" | "avs" | "strategy", entityId });
      return { account, operator, avs, strategy };
    },
    stop: async () => {
      await Promise.all([analytics.drop(), user.drop(), smtp.close()]);
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** Returns the error with which a refused call rejects, for toMatchObject. */
export const refused = (code: string, reason: string, facts: object = {}) => ({
  code,
  cause: { told: { reason, ...facts } },
});

let next = 0;
/** Returns a mail address that no other test of the file has. */
export const newEmail = () => `person${++next}@example.org`;
