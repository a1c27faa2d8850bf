import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { insertAvs } from "@/db/testing/rows";
import { readTables } from "@/db/user/copying/tables";
import { insertSession } from "@/db/user/sessions";
import { fence, liftFence } from "@/db/user/splitting/fence";
import { findOrCreateUser } from "@/db/user/users";
import { serveCalls } from "../http/testing";
import { contextFor, networkOf } from "../testing/context";
import { hashOf, newSecret } from "./secrets";
import { makeSessionCache, ROTATE_MILLISECONDS, type SessionCache } from "./session-cache";

let [analytics, user] = [undefined, undefined] as unknown as [
  Awaited<ReturnType<typeof createAnalyticsTestDatabase>>,
  Awaited<ReturnType<typeof createUserTestDatabase>>,
];
let cache: SessionCache;
const now = { at: new Date() };
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  cache = makeSessionCache(user.db, user.applicationUrl, () => now.at);
});
afterAll(async () => {
  await cache.close();
  await Promise.all([analytics.drop(), user.drop()]);
});

test("while accounts move to another database, people stay signed in and read, and a write is asked to wait", async () => {
  const client = { ip: "192.0.2.7", device: null };
  const { address } = await insertAvs(analytics.owner);
  const account = await findOrCreateUser(user.db, `0x${"ab".repeat(20)}`, now.at);
  const secret = newSecret();
  const session = { ip: null, device: null, now: now.at, userId: account.id, tokenHash: hashOf(secret) };
  const sessionId = await insertSession(user.db, session);
  const tables = await readTables(user.sql);
  await fence(user.sql, tables, { state: "leaving", otherId: "1/1", otherPlace: "elsewhere" });

  // So long after that the session's last use would be recorded, and its secret replaced.
  now.at = new Date(now.at.getTime() + ROTATE_MILLISECONDS + 1000);
  const checked = await cache.check({ sessionId, secret }, client);
  expect(checked.state).toBe("active");
  expect(await cache.rotate({ sessionId, secret })).toBeUndefined();

  const network = await networkOf(analytics.db);
  const databases = { analytics: analytics.db, user: user.db, network };
  const server = await serveCalls(async () => contextFor("FREE", databases, { id: account.id, sessionId }));
  const call = (path: string, json: unknown, method: "GET" | "POST") =>
    server.call(path, { json }, { method });
  const entity = { entityType: "avs", entityId: address };
  expect(await call("account.watchlist.keys", null, "GET")).toMatchObject({ status: 200 });
  expect(await call("account.watchlist.add", entity, "POST")).toMatchObject({ status: 503 });
  expect(await call("account.watchlist.visit", { seenTo: null }, "POST")).toMatchObject({ status: 503 });
  await liftFence(user.sql);
  expect(await call("account.watchlist.add", entity, "POST")).toMatchObject({ status: 200 });
  expect(await cache.rotate({ sessionId, secret })).toEqual(expect.any(String));
  await server.close();
});
