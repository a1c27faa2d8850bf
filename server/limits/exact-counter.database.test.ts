import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LIMIT_STORES, type TestStore, untilReady } from "@/db/testing/limit-stores";
import type { AddedPoints } from "@/db/user/rate-limits";
import { makeExactCounter } from "./exact-counter";

describe.each(LIMIT_STORES)("$where", ({ start: startStore }) => {
  let stored: TestStore;
  let instances: TestStore["store"][];
  beforeAll(async () => {
    stored = await startStore();
    instances = [1, 2].map(() => stored.open(PATIENCE_MILLISECONDS));
    await Promise.all(instances.map(untilReady));
  });
  afterAll(async () => {
    await Promise.all(instances.map(({ close }) => close()));
    await stored.drop();
  });
  beforeEach(async () => {
    await stored.empty();
  });

  /** Longer than even a busy machine needs; the counts do not depend on its speed. */
  const PATIENCE_MILLISECONDS = 60_000;
  const limit = { points: 10, seconds: 60 };
  type Counter = ReturnType<typeof makeExactCounter>;

  /** Returns a counter of its own instance, and the statements that it sent. */
  function startCounter(instance = instances[0], now?: () => number) {
    const statements: AddedPoints[][] = [];
    const counter = makeExactCounter(
      async (added) => {
        statements.push(added);
        return (await instance?.addExactly(added)) ?? [];
      },
      { now, patienceMilliseconds: PATIENCE_MILLISECONDS },
    );
    return { counter, statements };
  }
  const spendMany = async (counter: Counter, times: number, key = "nonce:192.0.2.1") =>
    await Promise.all(Array.from({ length: times }, () => counter.spend(key, 1, limit)));
  const passed = (all: { used: number }[]) => all.filter(({ used }) => used <= limit.points).length;
  const rows = () => stored.kept();

  describe("an exact limit", () => {
    test("passes as many calls as it says, exactly, over two instances and in parallel", async () => {
      const counters = instances.map((instance) => startCounter(instance).counter);
      const all = await Promise.all(counters.map((counter) => spendMany(counter, 200)));
      expect(passed(all.flat())).toBe(10);
      expect(all.flat().map(({ used }) => used)).toContain(10);
    });

    test("counts calls of several points one by one", async () => {
      const { counter } = startCounter();
      const all = await Promise.all([4, 4, 4].map((count) => counter.spend("csv:a", count, limit)));
      expect(all.map(({ used }) => used)).toEqual([4, 8, 12]);
    });

    test("adds up the calls that come while a statement is under way, of every key at once", async () => {
      const { counter, statements } = startCounter();
      await Promise.all([
        spendMany(counter, 300, "nonce:flood"),
        spendMany(counter, 3, "nonce:a"),
        spendMany(counter, 2, "nonce:b"),
      ]);
      expect(statements.map((added) => added.map(({ key, points }) => `${key} ${points}`))).toEqual([
        ["nonce:flood 1"],
        ["nonce:flood 299", "nonce:a 3", "nonce:b 2"],
      ]);
    });

    test("refuses in memory when a key is full: nothing is sent and nothing written", async () => {
      const { counter, statements } = startCounter();
      await spendMany(counter, 10);
      const [before] = await rows();
      const sent = statements.length;
      const refused = await spendMany(counter, 500);
      expect(passed(refused)).toBe(0);
      for (const { endsInMilliseconds } of refused) {
        expect(endsInMilliseconds).toBeGreaterThan(0);
        expect(endsInMilliseconds).toBeLessThanOrEqual(60_000);
      }
      expect(statements.length).toBe(sent);
      expect(await rows()).toEqual([before]);
    });

    test("asks once on an instance that does not know yet that a key is full, and writes nothing", async () => {
      await spendMany(startCounter(instances[0]).counter, 10);
      const before = await rows();
      const { counter, statements } = startCounter(instances[1]);
      for (let times = 0; times < 20; times++) expect(passed(await spendMany(counter, 1))).toBe(0);
      expect(statements).toHaveLength(1);
      expect(await rows()).toEqual(before);
    });

    test("begins anew when its window is over, in memory as in the database", async () => {
      let now = Date.now();
      const { counter } = startCounter(instances[0], () => now);
      await spendMany(counter, 10);
      await stored.endWindows();
      expect(passed(await spendMany(counter, 1))).toBe(0);
      now += 60_000;
      expect(passed(await spendMany(counter, 11))).toBe(10);
    });

    test("leaves other keys alone", async () => {
      const { counter } = startCounter();
      await spendMany(counter, 500);
      expect(passed(await spendMany(counter, 10, "nonce:192.0.2.2"))).toBe(10);
    });
  });

  describe("while the store does not answer", () => {
    test("everybody is refused with an error, at once after the first, until it answers again", async () => {
      let isDown = true;
      let asked = 0;
      const counter = makeExactCounter(async (added) => {
        asked += 1;
        if (isDown) throw new Error("down");
        return (await instances[0]?.addExactly(added)) ?? [];
      });
      const ask = (key: string) =>
        counter.spend(key, 1, limit).then(
          () => "passed",
          (error: Error) => error.message,
        );
      expect(await ask("nonce:a")).toBe("down");
      expect(await Promise.all([ask("nonce:a"), ask("nonce:b")])).not.toContain("passed");
      expect(asked).toBe(1);
      isDown = false;
      await expect.poll(() => ask("nonce:a"), { timeout: 10_000 }).toBe("passed");
    });

    test("a call waits for its own statement only, and not for those before it", async () => {
      const answers: (() => void)[] = [];
      const counter = makeExactCounter(async (added) => {
        await new Promise<void>((answer) => answers.push(answer));
        return added.map(({ key, points }) => ({ key, points, isAdded: true, endsInMilliseconds: 60_000 }));
      });
      const [first, second] = [counter.spend("nonce:a", 1, limit), counter.spend("nonce:b", 1, limit)];
      expect(answers).toHaveLength(1);
      answers[0]?.();
      await first;
      await expect.poll(() => answers).toHaveLength(2);
      answers[1]?.();
      expect(await second).toMatchObject({ used: 1 });
    });
  });
});
