import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertAccount } from "../testing/accounts";
import { createUserTestDatabase } from "../testing/databases";
import { users, userWatchlist } from "./schema";
import { addWatched, listWatched, noteVisit, removeWatched } from "./watchlist";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(async () => {
  await user.drop();
});

const operator = (number: number) => ({
  entityType: "operator" as const,
  entityId: `0x${number.toString(16).padStart(40, "0")}`,
});
const limitOf = (tier: string) => (tier === "FREE" ? 5 : null);
const add = (userId: string, number: number) => addWatched(user.db, userId, operator(number), limitOf);
const parallel = <T>(times: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)));

describe("watching", () => {
  it("stops at the limit, even when fifty are added at once", async () => {
    const { id } = await insertAccount(user.db);
    const answers = await parallel(50, (index) => add(id, index));
    expect(answers.filter((answer) => answer?.outcome === "added")).toHaveLength(5);
    expect(answers.filter((answer) => answer?.outcome === "full")).toHaveLength(45);
    expect((await listWatched(user.db, id)).items).toHaveLength(5);
  });

  it("has no limit from PRO on, until the moment that it runs out", async () => {
    const { id } = await insertAccount(user.db, {
      tier: "PRO",
      tierExpiresAt: new Date(Date.now() + 60_000),
    });
    await parallel(20, (index) => add(id, index));
    expect(await add(id, 20)).toEqual({ outcome: "added", total: 21, limit: null });
    await user.db.update(users).set({ tierExpiresAt: new Date() }).where(eq(users.id, id));
    expect(await add(id, 21)).toEqual({ outcome: "full", total: 21, limit: 5 });
    expect(await add(id, 3)).toEqual({ outcome: "present", total: 21, limit: 5 });
    expect((await listWatched(user.db, id)).items).toHaveLength(21);
  });

  it("watches an entity once, however often it is added at once", async () => {
    const { id } = await insertAccount(user.db);
    const answers = await parallel(20, () => add(id, 1));
    expect(answers.filter((answer) => answer?.outcome === "added")).toHaveLength(1);
    expect(answers.filter((answer) => answer?.outcome === "present")).toHaveLength(19);
  });

  it("takes the same address as an operator and as an AVS for two entities", async () => {
    const { id } = await insertAccount(user.db);
    await add(id, 1);
    const service = { ...operator(1), entityType: "avs" as const };
    expect(await addWatched(user.db, id, service, limitOf)).toMatchObject({ outcome: "added", total: 2 });
    await removeWatched(user.db, id, service);
    expect((await listWatched(user.db, id)).items).toMatchObject([operator(1)]);
  });

  it("does nothing for an account that is gone", async () => {
    expect(await add("00000000-0000-4000-8000-00000000dead", 1)).toBeUndefined();
  });
});

describe("a watchlist", () => {
  it("is listed newest first, and can be emptied", async () => {
    const { id } = await insertAccount(user.db);
    for (const number of [9, 10, 2]) await add(id, number);
    const { items } = await listWatched(user.db, id);
    expect(items.map(({ entityId }) => entityId)).toEqual(
      [2, 10, 9].map((number) => operator(number).entityId),
    );
    expect(await removeWatched(user.db, id, operator(9))).toEqual({ removed: true, total: 2 });
    expect(await removeWatched(user.db, id, operator(9))).toEqual({ removed: false, total: 2 });
  });

  it("is nobody else's to read or change", async () => {
    const [owner, other] = [await insertAccount(user.db), await insertAccount(user.db)];
    await add(owner.id, 1);
    expect(await removeWatched(user.db, other.id, operator(1))).toEqual({ removed: false, total: 0 });
    expect((await listWatched(user.db, other.id)).items).toEqual([]);
    expect(await user.db.$count(userWatchlist, eq(userWatchlist.userId, owner.id))).toBe(1);
  });
});

describe("a visit", () => {
  const visitedAgo = async (id: string, minutes: number) => {
    const at = new Date(Date.now() - minutes * 60_000);
    await user.db.update(users).set({ watchlistVisitedAt: at }).where(eq(users.id, id));
    return at;
  };

  it("is unknown at first, and stays the one before while it lasts", async () => {
    const { id } = await insertAccount(user.db);
    expect((await listWatched(user.db, id)).lastVisitAt).toBeNull();
    await noteVisit(user.db, id, null);
    expect((await listWatched(user.db, id)).lastVisitAt).toBeNull();
    const first = await visitedAgo(id, 31);
    expect((await listWatched(user.db, id)).lastVisitAt).toEqual(first);
    await noteVisit(user.db, id, null);
    await noteVisit(user.db, id, null);
    expect((await listWatched(user.db, id)).lastVisitAt).toEqual(first);
    const second = await visitedAgo(id, 2000);
    expect((await listWatched(user.db, id)).lastVisitAt).toEqual(second);
  });

  it("keeps up to when the data spoke then, which lags behind; where that is not known, its own time", async () => {
    const { id } = await insertAccount(user.db);
    const seenTo = async () => (await listWatched(user.db, id)).lastSeenTo;
    expect(await seenTo()).toBeNull();
    await noteVisit(user.db, id, new Date("2026-07-05T00:00:00Z"));
    expect(await seenTo()).toBeNull();
    await visitedAgo(id, 31);
    expect(await seenTo()).toEqual(new Date("2026-07-05T00:00:00Z"));
    await noteVisit(user.db, id, new Date("2026-07-06T00:00:00Z"));
    await noteVisit(user.db, id, new Date("2026-07-07T00:00:00Z"));
    expect(await seenTo()).toEqual(new Date("2026-07-05T00:00:00Z"));
    await noteVisit(user.db, id, new Date("2999-01-01T00:00:00Z"));
    expect(await seenTo()).toEqual(new Date("2026-07-05T00:00:00Z"));
    const last = await visitedAgo(id, 31);
    expect(await seenTo()).toEqual(last);
    await noteVisit(user.db, id, null);
    const unknown = await visitedAgo(id, 31);
    expect(await seenTo()).toEqual(unknown);
  });
});
