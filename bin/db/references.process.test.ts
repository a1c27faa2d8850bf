import { expect, it } from "vitest";
import { insertAccount } from "../../db/testing/accounts";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { insertAvs, insertOperator, insertSlashing } from "../../db/testing/rows";
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
  // The pipeline may know an AVS by its slashings alone.
  const bySlashing = "0x00000000000000000000000000000000000000bb";
  await insertSlashing(analytics.owner, operator.address, { operatorSetId: `${bySlashing}-1` });
  const { id } = await insertAccount(user.db);
  await user.db.insert(userWatchlist).values([
    { userId: id, entityType: "strategy", entityId: GONE },
    { userId: id, entityType: "avs", entityId: bySlashing },
  ]);

  const settings = { ANALYTICS_DATABASE_URL: analytics.readerUrl, USER_DATABASE_URL: user.applicationUrl };
  const { code, out } = await runDb(settings, "references", "--json");
  expect([code, JSON.parse(out)]).toEqual([
    0,
    {
      ok: true,
      kinds: [
        { kind: "operator", watchedCount: 2, gone: { entityCount: 1, entryCount: 2, ids: [GONE] } },
        { kind: "avs", watchedCount: 2, gone: { entityCount: 0, entryCount: 0, ids: [] } },
        { kind: "strategy", watchedCount: 1, gone: null },
      ],
    },
  ]);
  expect((await runDb(settings, "references")).out).toBe(
    `operators: 2 watched, 1 of them gone, in 2 entries of watchlists
AVSs: 2 watched, none of them gone
strategies: 1 watched; not known whether they exist, as the analytics database has none
`,
  );
  await Promise.all([analytics.drop(), user.drop()]);
});
