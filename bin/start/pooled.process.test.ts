import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createUserTestDatabase } from "../../db/testing/databases";
import { pgBouncer, startPgBouncer } from "../../db/testing/pooler";
import { listenForAccountChanges } from "../../db/user/account-changes";
import { checkUser } from "../../db/user/client";
import { until } from "../testing/launch";
import { refuseHiddenPoolers } from "./poolers";

if (!pgBouncer) console.warn("PgBouncer is not installed: the set-ups with a pooler were not tried.");

describe.runIf(pgBouncer)("a user database behind PgBouncer", () => {
  let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
  const poolers: Awaited<ReturnType<typeof startPgBouncer>>[] = [];
  beforeAll(async () => {
    user = await createUserTestDatabase();
    const ignored =
      "ignore_startup_parameters = statement_timeout,lock_timeout,idle_in_transaction_session_timeout";
    poolers.push(await startPgBouncer(pgBouncer ?? "", user.applicationUrl));
    poolers.push(await startPgBouncer(pgBouncer ?? "", user.applicationUrl, [ignored]));
  });
  afterAll(async () => {
    await Promise.all(poolers.map(({ stop }) => stop()));
    await user.drop();
  });
  const settings = (userUrl: string, userDirectUrl?: string, migrationUrl?: string) => ({
    userUrl,
    userDirectUrl,
    migrationUrl,
  });

  it("works with all three URLs, and hears changes over the direct one", async () => {
    for (const { url } of poolers) {
      const urls = settings(`${url}?pgbouncer=true`, user.applicationUrl, user.migratorUrl);
      await expect(refuseHiddenPoolers(urls)).resolves.toBeUndefined();
      await checkUser(urls.userUrl);
    }
    const listener = listenForAccountChanges(user.applicationUrl, { onChange: () => {}, onResync: () => {} });
    await until(async () => listener.hears());
    await listener.close();
  });

  it("is refused where pgbouncer=true is forgotten, also if the pooler ignores our settings", async () => {
    for (const { url } of poolers)
      await expect(refuseHiddenPoolers(settings(url, user.applicationUrl))).rejects.toThrow(
        "USER_DATABASE_URL leads to a transaction pooler. Add pgbouncer=true to it.",
      );
  });

  it("is refused where a direct URL leads to the pooler", async () => {
    for (const { url } of poolers) {
      const pooled = `${url}?pgbouncer=true`;
      await expect(refuseHiddenPoolers(settings(pooled, url))).rejects.toThrow(
        /^USER_DATABASE_DIRECT_URL leads/,
      );
      await expect(refuseHiddenPoolers(settings(pooled, user.applicationUrl, url))).rejects.toThrow(
        /^MIGRATION_DATABASE_URL leads/,
      );
    }
  });
});
