import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operators } from "@/drizzle/analytics/schema";
import { describeError } from "../postgres/describe-error";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { pgBouncer, startPgBouncer } from "../testing/pooler";
import { insertCheckpoint } from "../testing/rows";
import { checkAnalytics, connectAnalytics } from "./client";
import { readFacts } from "./facts/facts";

if (!pgBouncer) console.warn("PgBouncer is not installed: nothing was tested through a transaction pooler.");

describe.runIf(pgBouncer)("through PgBouncer in transaction mode", () => {
  let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
  let pooler: Awaited<ReturnType<typeof startPgBouncer>>;
  beforeAll(async () => {
    analytics = await createAnalyticsTestDatabase();
    pooler = await startPgBouncer(pgBouncer ?? "", analytics.readerUrl);
    await insertCheckpoint(analytics.owner, { lastProcessedBlock: 25_000_000n });
  });
  afterAll(async () => {
    await pooler.stop();
    await analytics.drop();
  });
  const pooled = () => `${pooler.url}?pgbouncer=true`;
  const addOperator = (id: string) => analytics.owner.insert(operators).values({ id, address: id });

  it("a snapshot shows one moment, and the same facts as without it", async () => {
    const [connection, direct] = [connectAnalytics(pooled()), connectAnalytics(analytics.readerUrl)];
    await addOperator("0x1");
    const counts = await connection.snapshot(async (db) => {
      const before = await db.$count(operators);
      await addOperator("0x2");
      return [before, await db.$count(operators)];
    });
    expect(counts).toEqual([1, 1]);
    const now = new Date();
    const facts = await connection.snapshot((db) => readFacts(db, now));
    expect(facts).toEqual(await direct.snapshot((db) => readFacts(db, now)));
    expect(facts.operators).toHaveLength(2);
    await Promise.all([connection.close(), direct.close()]);
  });

  it("more snapshots and questions at once than it has connections are all answered", async () => {
    const connection = connectAnalytics(pooled());
    const counts = await Promise.all(
      Array.from({ length: 12 }, async (_, place) =>
        place % 2 === 0
          ? await connection.snapshot((db) => db.$count(operators))
          : await connection.db.$count(operators),
      ),
    );
    expect(new Set(counts)).toEqual(new Set([2]));
    await connection.close();
  });

  it("a URL that does not say so is refused at start, in one line that says what to add", async () => {
    const refused = await checkAnalytics(pooler.url).catch((error: unknown) => error);
    expect(describeError(refused, "analytics")).toContain("Add pgbouncer=true to ANALYTICS_DATABASE_URL.");
    expect(await checkAnalytics(pooled())).toEqual({ compiles: false });
  });
});
