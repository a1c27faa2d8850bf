import { and, eq, inArray, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { insertAccount } from "../testing/accounts";
import { createUserTestDatabase } from "../testing/databases";
import { setDisabled, setRole } from "./administer";
import { inTransaction } from "./client";
import { deleteAccount } from "./export";
import { isLastAdmin } from "./last-admin";
import { auditEvents, users } from "./schema";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
beforeEach(async () => {
  await user.sql`truncate eigenwatch.users cascade`;
});
afterAll(async () => {
  await user.drop();
});

const admin = () => insertAccount(user.db, { role: "admin" });
const admins = async () =>
  await user.db.$count(users, and(eq(users.role, "admin"), isNull(users.disabledAt)));

it("keeps the only admin one, whatever is tried", async () => {
  const { id, address } = await admin();
  await insertAccount(user.db, { role: "support" });
  expect(await setRole(user.db, address, "user")).toBe("last");
  expect(await setRole(user.db, address, "support")).toBe("last");
  expect(await deleteAccount(user.db, id)).toBe("last");
  expect(await setRole(user.db, address, "admin")).toBe("same");
  const bySql = user.db.update(users).set({ role: "user" });
  expect(isLastAdmin(await bySql.catch((error: unknown) => error))).toBe(true);
  expect(await admins()).toBe(1);
  expect(await user.db.$count(auditEvents, eq(auditEvents.actorId, id))).toBe(0);
});

it("does not count an admin who is disabled, and lets an admin be disabled in any case", async () => {
  const [one, two] = [await admin(), await admin()];
  await setDisabled(user.db, two.address, true);
  expect(await setRole(user.db, one.address, "user")).toBe("last");
  expect(await setRole(user.db, two.address, "user")).toBe("changed");
  expect(await setDisabled(user.db, one.address, true)).toBe(true);
  expect(await deleteAccount(user.db, one.id)).toBe("deleted");
});

it("leaves one of two admins who demote or delete at once", async () => {
  for (let round = 0; round < 10; round++) {
    const [one, two] = [await admin(), await admin()];
    const tried = await Promise.all([
      setRole(user.db, one.address, "user", { id: two.id, requestId: "1" }),
      round % 2 === 0 ? setRole(user.db, two.address, "support") : deleteAccount(user.db, two.id),
    ]);
    expect(tried.filter((outcome) => outcome === "last")).toHaveLength(1);
    expect(await admins()).toBe(1);
    await user.sql`truncate eigenwatch.users cascade`;
  }
});

it("sees what a transaction that was faster has committed", async () => {
  const [one, two] = [await admin(), await admin()];
  let slower: Promise<unknown> | undefined;
  await inTransaction(user.db, "faster", async (tx) => {
    await tx.update(users).set({ role: "user" }).where(eq(users.id, one.id));
    slower = setRole(user.db, two.address, "user");
    await expect
      .poll(async () => {
        const [row] = await user.sql`select count(*)::int as n from pg_locks
          where locktype = 'advisory' and not granted and database =
            (select oid from pg_database where datname = current_database())`;
        return row?.n;
      })
      .toBe(1);
  });
  expect(await slower).toBe("last");
});

it("removes no admin in a transaction that does not see other changes", async () => {
  const [one, two] = [await admin(), await admin()];
  const removal = inTransaction(
    user.db,
    "removal",
    async (tx) => await tx.delete(users).where(inArray(users.id, [one.id, two.id])),
    { isolationLevel: "repeatable read" },
  );
  await expect(removal).rejects.toMatchObject({ cause: { code: "0A000" } });
  expect(await admins()).toBe(2);
});
