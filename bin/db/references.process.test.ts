import { expect, it } from "vitest";
import { insertAccount } from "../../db/testing/accounts";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { insertAvs, insertOperator } from "../../db/testing/rows";
import { userWatchlist } from "../../db/user/schema";
import { runDb } from "../testing/run-db";

it("counts what is watched and gone, by kind, and does not judge a kind of which nothing is known", async () => {
  const [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  const [operator, avs] = [await insertOperator(analytics.owner), await insertAvs(analytics.owner)];
  const GONE = "0x00000000000000000000000000000000000000aa";
  for (const entityId of [operator.address, GONE, GONE]) {
    const { id } = await insertAccount(user.db);
    await user.db.insert(userWatchlist).values([
      { userId: id, entityType: "operator", entityId },
      { userId: id, entityType: "avs", entityId: avs.address },
    ]);
  }
  const { id } = await insertAccount(user.db);
  await user.db.insert(userWatchlist).values({ userId: id, entityType: "strategy", entityId: GONE });

  const settings = { ANALYTICS_DATABASE_URL: analytics.readerUrl, USER_DATABASE_URL: user.applicationUrl };
  const { code, out } = await runDb(settings, "references", "--json");
  expect([code, JSON.parse(out)]).toEqual([
    0,
    {
      ok: true,
      kinds: [
        { kind: "operator", watchedCount: 2, gone: { entityCount: 1, entryCount: 2, ids: [GONE] } },
        { kind: "avs", watchedCount: 1, gone: { entityCount: 0, entryCount: 0, ids: [] } },
        { kind: "strategy", watchedCount: 1, gone: null },
      ],
    },
  ]);
  expect((await runDb(settings, "references")).out).toBe(
    `operator: 2 watched, 1 of them gone, in 2 entries
avs: 1 watched, 0 of them gone, in 0 entries
strategy: 1 watched; not known whether they exist, as the analytics database has none
`,
  );
  await Promise.all([analytics.drop(), user.drop()]);
});
