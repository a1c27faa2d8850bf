import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LIMIT_STORES, type TestStore } from "@/db/testing/limit-stores";
import type { AddedPoints } from "@/db/user/rate-limits";
import { makeSharedCounter } from "./shared-counter";

describe.each(LIMIT_STORES)("$where", ({ start: startStore }) => {
  let stored: TestStore;
  beforeAll(async () => {
    stored = await startStore();
  });
  afterAll(async () => {
    await stored.drop();
  });
  beforeEach(async () => {
    await stored.empty();
  });

  const limit = { points: 300, seconds: 60 };
  const start = (options?: Parameters<typeof makeSharedCounter>[1]) =>
    makeSharedCounter(stored.store.addShared, options);
  type Counter = ReturnType<typeof start>;
  const spendMany = (counter: Counter, times: number, key = "page:192.0.2.1") =>
    Array.from({ length: times }, () => counter.spend(key, 1, limit));
  const passed = (all: { used: number }[]) => all.filter(({ used }) => used <= limit.points).length;

  describe("a shared limit", () => {
    test("is exact on one instance, and waits for nothing", () => {
      expect(passed(spendMany(start(), 1000))).toBe(300);
    });

    test("passes on two instances at most the limit and what came between two shares", async () => {
      const instances = [start(), start()];
      let all = 0;
      // At 80 calls a second on each instance, 300 are reached in the second second; at most one more second's calls
      // pass.
      for (let second = 0; second < 10; second++) {
        for (const instance of instances) all += passed(spendMany(instance, 80));
        for (const instance of instances) await instance.share();
      }
      expect(all).toBeGreaterThanOrEqual(300);
      expect(all).toBeLessThanOrEqual(300 + 160);
    });

    test("tells an instance what the others counted, with the end of the window that runs", async () => {
      let now = 1_000_000;
      const [here, there] = [start({ now: () => now }), start({ now: () => now })];
      spendMany(here, 300);
      await here.share();
      now += 20_000;
      expect(passed(spendMany(there, 1))).toBe(1);
      await there.share();
      const [refused] = spendMany(there, 1);
      expect(refused?.used).toBeGreaterThan(300);
      // The database's clock advanced only by a moment.
      expect(refused?.endsInMilliseconds).toBeGreaterThan(50_000);
      expect(refused?.endsInMilliseconds).toBeLessThanOrEqual(60_000);
    });

    test("begins anew when its window is over", async () => {
      let now = 1_000_000;
      const counter = start({ now: () => now });
      spendMany(counter, 400);
      now += 59_999;
      expect(passed(spendMany(counter, 1))).toBe(0);
      now += 1;
      expect(passed(spendMany(counter, 400))).toBe(300);
    });

    test("shares in one statement, and nothing of calls that were refused", async () => {
      const statements: AddedPoints[][] = [];
      const counter = makeSharedCounter(async (added) => {
        statements.push(added);
        return await stored.store.addShared(added);
      });
      spendMany(counter, 400);
      spendMany(counter, 5, "page:192.0.2.2");
      await counter.share();
      expect(statements.map((added) => added.map(({ key, points }) => `${key} ${points}`))).toEqual([
        ["page:192.0.2.1 300", "page:192.0.2.2 5"],
      ]);
      spendMany(counter, 400);
      await counter.share();
      expect(statements).toHaveLength(1);
    });

    test("counts for itself while the store is down, and shares it all when it is back", async () => {
      let isDown = true;
      const counter = makeSharedCounter(async (added) => {
        if (isDown) throw new Error("down");
        return await stored.store.addShared(added);
      });
      spendMany(counter, 100);
      await expect(counter.share()).rejects.toThrow("down");
      expect(passed(spendMany(counter, 300))).toBe(200);
      await expect(counter.share()).rejects.toThrow("down");
      isDown = false;
      await counter.share();
      const [row] = await stored.kept();
      expect(row?.points).toBe(300);
    });

    test("loses no call that is counted while a share is under way", async () => {
      const counter: Counter = makeSharedCounter(async (added) => {
        spendMany(counter, 50);
        return await stored.store.addShared(added);
      });
      spendMany(counter, 100);
      await counter.share();
      await counter.share();
      await counter.share();
      expect(passed(spendMany(counter, 300))).toBe(50);
    });
  });

  describe("a hostile number of keys", () => {
    const mostKeys = 100;
    const flood = (counter: Counter) => {
      for (let key = 0; key < 10 * mostKeys; key++) counter.spend(`page:flood ${key}`, 1, limit);
    };

    test("frees no key that is full", async () => {
      const counter = start({ mostKeys });
      spendMany(counter, 300);
      flood(counter);
      expect(passed(spendMany(counter, 10))).toBe(0);
    });

    test("frees a key that is not full for no longer than until the next share", async () => {
      const counter = start({ mostKeys });
      spendMany(counter, 299);
      await counter.share();
      flood(counter);
      await counter.share();
      spendMany(counter, 1);
      await counter.share();
      expect(passed(spendMany(counter, 10))).toBe(0);
    });

    test("takes bounded memory and one statement of bounded size at a time", async () => {
      const statements: AddedPoints[][] = [];
      const counter = makeSharedCounter(
        async (added) => {
          statements.push(added);
          return added.map(({ key, points }) => ({ key, points, isAdded: true, endsInMilliseconds: 60_000 }));
        },
        { mostKeys: 6000 },
      );
      for (let key = 0; key < 20_000; key++) counter.spend(`page:flood ${key}`, 1, limit);
      await counter.share();
      expect(statements.map(({ length }) => length)).toEqual([5000, 1000]);
    });
  });
});
