import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { silenceable } from "@/db/testing/silence";
import { connectUser } from "@/db/user/client";
import { checkIndexes } from "@/db/user/indexes";
import { type Asked, faultsOfDatabase } from "./faults";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop()]);
});

/** Returns the faults of the user database behind this URL, for an instance that it has answered before or not. */
async function faultsAt(url: string, hasAnswered = true) {
  const connection = connectUser(url, { applicationName: "eigenwatch-faults", max: 1 });
  const asked: Asked = await connection.state().then(
    (state) => ({ state }),
    (error: unknown) => ({ error }),
  );
  await connection.close();
  return faultsOfDatabase({ name: "user", asked, hasAnswered });
}
const changed = (change: (url: URL) => void) => {
  const url = new URL(user.applicationUrl);
  change(url);
  return url.toString();
};

describe("a fault of this instance alone", () => {
  test.each([
    [
      "a wrong password",
      (url: URL) => {
        url.password = "wrong";
      },
    ],
    [
      "a wrong database",
      (url: URL) => {
        url.pathname = "/no_such_database";
      },
    ],
    [
      "a wrong host",
      (url: URL) => {
        url.hostname = "no-such-host.invalid";
      },
    ],
  ])("is %s", async (_, change) => {
    expect(await faultsAt(changed(change))).toMatchObject([{ isOurs: true }]);
  });

  test("is a role whose timeouts are missing, where the client cannot set them", async () => {
    expect(await faultsAt(`${user.applicationUrl}?pgbouncer=true`)).toEqual([]);
    await user.setForApplication("statement_timeout = 0");
    await user.setForApplication("idle_in_transaction_session_timeout = 0");
    const url = user.applicationUrl;
    expect(await faultsAt(`${url}?pgbouncer=true`)).toEqual([
      { sentence: "The user database has a role without statement_timeout.", isOurs: true },
      { sentence: "The user database has a role without idle_in_transaction_session_timeout.", isOurs: true },
    ]);
    expect(await faultsAt(url)).toEqual([]);
  });

  test("is an address that never answered, since it may be wrong", async () => {
    const relay = await silenceable(user.applicationUrl);
    relay.close();
    expect(await faultsAt(relay.url, false)).toEqual([
      { sentence: "The user database has never answered this instance.", isOurs: true },
    ]);
    expect(await faultsAt(relay.url, true)).toEqual([
      { sentence: "The user database does not answer.", isOurs: false },
    ]);
  });

  test("is a unique index that is gone", async () => {
    expect(await checkIndexes(user.applicationUrl)).toEqual([]);
    await user.sql`drop index eigenwatch.idx_user_emails_email`;
    expect(await checkIndexes(user.applicationUrl)).toEqual(["idx_user_emails_email"]);
  });
});

describe("a fault that all instances share", () => {
  test("is a user database that is read-only for now", async () => {
    await user.makeReadOnly("eigenwatch-faults");
    expect(await faultsAt(user.applicationUrl)).toEqual([
      { sentence: "The user database is read-only now.", isOurs: false },
    ]);
  });

  test("is no read-only analytics database, which is as it should be", async () => {
    const connection = connectAnalytics(analytics.readerUrl);
    const asked = { state: await connection.state() };
    expect(asked.state).toMatchObject({ isReadOnly: true, isStandby: false, isCaughtUp: true });
    expect(faultsOfDatabase({ name: "analytics", asked, hasAnswered: true })).toEqual([]);
    await connection.close();
  });
});
