import { spawnSync } from "node:child_process";
import { desc, eq } from "drizzle-orm";
import { getAddress } from "viem";
import { afterAll, beforeAll, expect, it } from "vitest";
import { childEnvironment } from "@/server/settings/environment";
import { insertAccount } from "../db/testing/accounts";
import { createUserTestDatabase } from "../db/testing/databases";
import { auditEvents, userSessions, users } from "../db/user/schema";
import { administer } from "./account";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(async () => {
  await user.drop();
});

const account = async (id: string) => (await user.db.select().from(users).where(eq(users.id, id)))[0];
const newest = async (id: string) =>
  (
    await user.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.actorId, id))
      .orderBy(desc(auditEvents.createdAt))
  )[0];

it("grants a tier until a day, notes it, and says so to every instance", async () => {
  const { id, address } = await insertAccount(user.db);
  const heard: string[] = [];
  const listening = await user.sql.listen("eigenwatch_accounts", (id) => heard.push(id));
  const said = await administer(user.db, ["tier", getAddress(address), "pro", "--until", "2127-01-01"]);
  expect(said).toContain("PRO until 2127-01-01T00:00:00.000Z");
  expect(await account(id)).toMatchObject({ tier: "PRO", tierExpiresAt: new Date("2127-01-01") });
  expect(await newest(id)).toMatchObject({
    action: "tier.changed",
    detail: { tier: "PRO", until: "2127-01-01T00:00:00.000Z", by: "operator" },
  });
  await expect.poll(() => heard).toContain(id);
  await administer(user.db, ["tier", address, "FREE"]);
  expect(await account(id)).toMatchObject({ tier: "FREE", tierExpiresAt: null });
  await listening.unlisten();
});

it("gives a role and takes it, notes both, and says so to every instance", async () => {
  const { id, address } = await insertAccount(user.db);
  const heard: string[] = [];
  const listening = await user.sql.listen("eigenwatch_accounts", (id) => heard.push(id));
  expect(await administer(user.db, ["role", getAddress(address), "admin"])).toContain("the role admin from");
  await expect.poll(() => heard).toContain(id);
  expect(await account(id)).toMatchObject({ role: "admin" });
  const detail = { by: "operator", from: "user", to: "admin" };
  expect(await newest(id)).toMatchObject({ action: "role.changed", detail, ipAddress: null, device: null });
  expect(await administer(user.db, ["role", address, "admin"])).toContain("had it before");
  expect(await administer(user.db, ["show", address])).toContain("role        admin");
  await expect(administer(user.db, ["role", address, "user"])).rejects.toThrow("the only admin");
  const other = await insertAccount(user.db);
  await administer(user.db, ["role", other.address, "admin"]);
  await administer(user.db, ["role", address, "user"]);
  expect(await account(id)).toMatchObject({ role: "user" });
  await listening.unlisten();
});

it("disables an account, ends its sessions, and enables it without them", async () => {
  const { id, address, sessionId } = await insertAccount(user.db);
  const session = async () =>
    (await user.db.select().from(userSessions).where(eq(userSessions.id, sessionId)))[0];
  await administer(user.db, ["disable", address]);
  expect((await account(id))?.disabledAt).toBeInstanceOf(Date);
  expect((await session())?.revokedAt).toBeInstanceOf(Date);
  expect(await newest(id)).toMatchObject({ action: "account.disabled" });
  await administer(user.db, ["enable", address]);
  expect((await account(id))?.disabledAt).toBeNull();
  expect((await session())?.revokedAt).toBeInstanceOf(Date);
  expect(await newest(id)).toMatchObject({ action: "account.enabled" });
});

it("shows an account with the tier that counts now", async () => {
  const { address } = await insertAccount(user.db, { tier: "PRO", tierExpiresAt: new Date("2026-01-01") });
  const said = await administer(user.db, ["show", address]);
  expect(said).toContain("tier        FREE (PRO has run out)");
  expect(said).toContain("sessions    1 running");
});

const someone = `0x${"1".repeat(40)}`;
it.each([
  [[], "npm run account"],
  [["delete", someone], "npm run account"],
  [["show", "0x12"], "not an address"],
  [["show", "0x5AcCc90436492F24E6aF278569691e2c942A676d"], "not an address"],
  [["show", someone, "more"], "npm run account"],
  [["show", someone], "has no account"],
  [["disable", someone], "has no account"],
  [["tier", someone, "PRO"], "has no account"],
  [["tier", someone, "GOLD"], "npm run account"],
  [["role", someone, "support"], "has no account"],
  [["role", someone, "ADMIN"], "npm run account"],
  [["role", someone], "npm run account"],
  [["role", someone, "admin", "--until"], "npm run account"],
  [["tier", someone, "PRO", "--until"], "npm run account"],
  [["tier", someone, "PRO", "2027-01-01"], "npm run account"],
  [["tier", someone, "PRO", "--until", "tomorrow"], "not a day"],
  [["tier", someone, "PRO", "--until", "2127-02-30"], "not a day"],
  [["tier", someone, "PRO", "--until", "2020-01-01"], "is in the past"],
  [["tier", someone, "FREE", "--until", "2127-01-01"], "no end"],
])("answers %j with what is wrong", async (words, lesson) => {
  await expect(administer(user.db, words)).rejects.toThrow(lesson);
});

it("is a command that ends with 0 or 1, and one line on what is wrong", async () => {
  const { id, address } = await insertAccount(user.db);
  const env = childEnvironment({ USER_DATABASE_URL: user.applicationUrl });
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "bin/account.ts", ...words], {
      env,
      encoding: "utf8",
    });
  expect(run("tier", address, "ENTERPRISE")).toMatchObject({ status: 0, stderr: "" });
  expect(await account(id)).toMatchObject({ tier: "ENTERPRISE", tierExpiresAt: null });
  expect(run("show", someone)).toMatchObject({ status: 1, stdout: "" });
});
