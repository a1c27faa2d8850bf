import { expect, test } from "vitest";
import { makeLimiter } from "./limiter";

const away = async () => {
  throw new Error("The database cannot count.");
};

test("while the database cannot count, sign-in is asked to wait, and all else is counted in memory", async () => {
  const limits = makeLimiter({ addExactly: away, addShared: away });
  for (const name of ["nonce", "verify", "verifyWallet", "codeRequest", "guess"] as const)
    await expect(limits.spend(name, "one"), name).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  for (const name of ["csv", "page", "free"] as const)
    expect(await limits.spend(name, "one"), name).toMatchObject({ used: 1, passed: 1 });
});

test("a limit that an admin sets counts from the next call on, also for who had used it up", async () => {
  const set: { csv?: number; page?: number } = {};
  let stored = 0;
  const addExactly: Parameters<typeof makeLimiter>[0]["addExactly"] = async (added) =>
    added.map(({ key, points, mostPoints = 0 }) => {
      const isAdded = stored < mostPoints;
      if (isAdded) stored += points;
      return { key, points: stored, isAdded, endsInMilliseconds: 60_000 };
    });
  const limits = makeLimiter({ addExactly, addShared: away }, {}, () => set);
  for (const [name, usual] of [
    ["csv", 5],
    ["page", 300],
  ] as const) {
    const isOver = async () => (await limits.spend(name, "one")).exceeded?.limit;
    expect((await limits.spend(name, "one", usual)).exceeded).toBeUndefined();
    expect(await isOver()).toBe(usual);
    expect(await isOver()).toBe(usual);
    set[name] = usual + 3;
    expect(await isOver()).toBeUndefined();
    set[name] = 2;
    expect(await isOver()).toBe(2);
  }
});
