import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { insertAccount } from "@/db/testing/accounts";
import { insertAvs, insertOperator, insertSlashing, insertStrategy } from "@/db/testing/rows";
import { insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import { connectUser } from "@/db/user/client";
import { metrics } from "../metrics/metrics";
import { refused, startAccounts } from "./testing";

/** Returns the numbers of looked-up and of gone references. */
const counted = async () => {
  const { references, goneReferences } = metrics();
  const both = await Promise.all([references.get(), goneReferences.get()]);
  return both.map(({ values }) => values[0]?.value ?? 0);
};

let operators: string[];

let accounts: Awaited<ReturnType<typeof startAccounts>>;
beforeAll(async () => {
  accounts = await startAccounts();
  operators = [];
  const strategy = (await insertDollarStrategy(accounts.analytics.owner)).address;
  for (const name of ["One", "Two", "Three", "Four", "Five", "Six"])
    operators.push((await insertStaked(accounts.analytics.owner, strategy, { name, usd: 9.5 })).address);
  await accounts.readNetwork();
});
afterAll(async () => {
  await accounts.stop();
});

describe("the watchlist", () => {
  test("holds what exists, with its figures, and refuses what does not", async () => {
    const account = await insertAccount(accounts.user.db);
    const avs = (await insertAvs(accounts.analytics.owner, { name: "EigenDA" })).address;
    const strategy = (await insertStrategy(accounts.analytics.owner)).address;
    const operator = operators[0] ?? "";
    await accounts.readNetwork();
    const me = accounts.as(account);
    await me.watchlist.add({ entityType: "operator", entityId: operator });
    await me.watchlist.add({ entityType: "avs", entityId: avs });
    expect(await me.watchlist.add({ entityType: "strategy", entityId: strategy })).toEqual({
      added: true,
      total: 3,
      limit: 5,
    });
    await expect(me.watchlist.add({ entityType: "avs", entityId: operator })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(me.watchlist.add({ entityType: "operator", entityId: "0x12" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const list = await me.watchlist.list();
    expect(list).toMatchObject({
      limit: 5,
      total: 3,
      lastVisitAt: null,
      items: [
        { entityType: "strategy", isGone: false, strategy: { address: strategy } },
        { entityType: "avs", isGone: false, avs: { name: "EigenDA" } },
        { entityType: "operator", isGone: false, operator: { name: "One", tvsUsd: 9.5 } },
      ],
    });
    expect(JSON.stringify(list)).not.toMatch(/score/i);
    expect((await me.watchlist.keys()).items).toHaveLength(3);
  });

  test("is full at five for FREE, open for PRO, and after PRO still there to read", async () => {
    const account = await insertAccount(accounts.user.db, { tier: "PRO" });
    const pro = accounts.as({ ...account, tier: "PRO" });
    for (const entityId of operators) await pro.watchlist.add({ entityType: "operator", entityId });
    expect(await pro.watchlist.list()).toMatchObject({ limit: null, total: 6 });
    await accounts.user.sql`update eigenwatch.users set tier = 'FREE' where id = ${account.id}`;
    const seventh = (await insertOperator(accounts.analytics.owner)).address;
    await accounts.readNetwork();
    const free = accounts.as(account);
    expect(await free.watchlist.list()).toMatchObject({ limit: 5, total: 6 });
    await expect(free.watchlist.add({ entityType: "operator", entityId: seventh })).rejects.toMatchObject(
      refused("FORBIDDEN", "WATCH_LIMIT", { limit: 5 }),
    );
  });

  test("marks what vanished, counts it, and lets it be removed", async () => {
    const account = await insertAccount(accounts.user.db);
    const { address } = await insertOperator(accounts.analytics.owner);
    const item = { entityType: "operator", entityId: address } as const;
    await accounts.readNetwork();
    const me = accounts.as(account);
    await me.watchlist.add(item);
    await me.watchlist.add({ entityType: "operator", entityId: operators[0] ?? "" });
    await accounts.analytics.sql`delete from operators where id = ${address}`;
    await accounts.readNetwork();
    const later = accounts.as(account);
    const before = await counted();
    const { items } = await later.watchlist.list();
    expect(items.map(({ isGone }) => isGone)).toEqual([false, true]);
    expect(items[1]).toMatchObject({ ...item, operator: null, avs: null, strategy: null });
    const [lookedUp = 0, gone = 0] = before;
    expect(await counted()).toEqual([lookedUp + 2, gone + 1]);
    expect(await later.watchlist.remove(item)).toEqual({ removed: true, total: 1, limit: 5 });
    await expect(later.watchlist.add(item)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("tells what happened between two visits, also what the pipeline had not read yet at the first", async () => {
    const { owner } = accounts.analytics;
    const account = await insertAccount(accounts.user.db);
    const operator = (await insertOperator(owner, { name: "Watched" })).address;
    await insertSlashing(owner, operator, { slashedAt: "2026-07-04 23:00:00", eventId: 1 });
    await accounts.readNetwork();
    let me = accounts.as(account);
    await me.watchlist.add({ entityType: "operator", entityId: operator });
    expect(await me.watchlist.happened()).toEqual({ rows: [], total: 0 });
    await me.watchlist.visit({ seenTo: new Date("2026-07-05T00:00:00Z") });
    const later = async () => {
      await accounts.user.sql`update eigenwatch.users set
        watchlist_visited_at = now() - interval '31 minutes' where id = ${account.id}`;
      return me.watchlist.happened();
    };
    expect(await later()).toEqual({ rows: [], total: 0 });
    await insertSlashing(owner, operator, { slashedAt: "2026-07-05 00:30:00", eventId: 2 });
    await accounts.readNetwork();
    me = accounts.as(account);
    const happened = await later();
    expect(happened).toMatchObject({ total: 1, rows: [{ kind: "slashing", operator, isRisk: true }] });
    await me.watchlist.visit({ seenTo: new Date("2026-07-05T01:00:00Z") });
    expect(await me.watchlist.happened()).toMatchObject({ total: 1 });
    expect(await later()).toEqual({ rows: [], total: 0 });
    expect(JSON.stringify(happened)).not.toMatch(/score/i);
  });

  test("is listed with one question to each database, whatever its size", async () => {
    const account = await insertAccount(accounts.user.db, { tier: "PRO" });
    const statements: string[] = [];
    const watching = (database: string) => ({
      onQuery: ({ statement }: { statement: string }) => statements.push(`${database}: ${statement}`),
    });
    const analytics = connectAnalytics(accounts.analytics.readerUrl, watching("analytics"));
    const user = connectUser(accounts.user.applicationUrl, watching("user"));
    const asked = async () => {
      statements.length = 0;
      const context = {
        ...accounts.contextOf({ ...account, tier: "PRO" }),
        analytics: analytics.db,
        user: user.db,
      };
      const { watchlist } = accounts.appRouter.createCaller(context).account;
      const { total } = await watchlist.list();
      const questions = statements.map((statement) => statement.split(":")[0]).sort();
      statements.length = 0;
      await watchlist.happened();
      expect(statements.map((statement) => statement.split(":")[0]).sort()).toEqual(questions);
      return { total, questions };
    };
    await accounts.user.sql`update eigenwatch.users set
      watchlist_visited_at = now() - interval '31 minutes' where id = ${account.id}`;
    expect(await asked()).toEqual({ total: 0, questions: ["user"] });
    for (const entityId of operators)
      await accounts.as({ ...account, tier: "PRO" }).watchlist.add({ entityType: "operator", entityId });
    expect(await asked()).toEqual({ total: 6, questions: ["analytics", "user"] });
    await Promise.all([analytics.close(), user.close()]);
  });
});
