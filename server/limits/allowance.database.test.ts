import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openRedisLimits } from "@/db/redis/rate-limits";
import { LIMIT_STORES, type TestStore } from "@/db/testing/limit-stores";
import { openRateLimits } from "@/db/user/rate-limits";
import { contextFor } from "../testing/context";
import type { Feature, Tier } from "../trpc/tiers";
import { countCalls } from "./allowance";
import { type Limiter, makeLimiter } from "./limiter";

/** Counting asks no database of a context. */
const NO_DATABASES = { analytics: undefined as never, user: undefined as never };

describe.each(LIMIT_STORES)("$where", ({ start: startStore }) => {
  let stored: TestStore;
  let limits: Limiter;
  beforeAll(async () => {
    stored = await startStore();
  });
  afterAll(async () => {
    await stored.drop();
  });
  beforeEach(async () => {
    await stored.empty();
    limits = makeLimiter(stored.store);
  });

  type Asking = { tier?: Tier; ip?: string; id?: string; features?: Feature[]; from?: Limiter };

  /** Calls these features in one request. Returns the result of each call, and the headers of the answer. */
  async function ask({ tier = "VISITOR", ip = "192.0.2.1", id, features, from = limits }: Asking) {
    const answer = new Headers();
    const asked = features ?? ["operatorList"];
    const context = contextFor(tier, NO_DATABASES, id ? { id } : {});
    const client = { ip, device: null };
    const codeOf = (error: unknown) => (error instanceof TRPCError ? error.code : String(error));
    try {
      const { viewer } = context;
      const allow = await countCalls({ viewer, client, calls: asked.length, answer }, () => from);
      const ended = asked.map((feature) => allow(feature).then(() => "passed", codeOf));
      return { ended: await Promise.all(ended), answer };
    } catch (error) {
      return { ended: asked.map(() => codeOf(error)), answer };
    }
  }
  const passed = (all: { ended: string[] }[]) =>
    all.flatMap(({ ended }) => ended).filter((one) => one === "passed").length;
  const many = (feature: Feature, count: number) => Array.from({ length: count }, () => feature);
  const repeat = (times: number, asking: Asking) =>
    Promise.all(Array.from({ length: times }, () => ask(asking)));

  describe("calls over HTTP", () => {
    test.each<[Tier, number]>([
      ["VISITOR", 100],
      ["FREE", 300],
      ["PRO", 1000],
      ["ENTERPRISE", 1000],
    ])("of a %s pass %i times a minute, exactly", async (tier, limit) => {
      const all = await repeat(Math.ceil(limit / 20) + 2, { tier, features: many("operatorList", 20) });
      expect(passed(all)).toBe(limit);
      expect(new Set(all.flatMap(({ ended }) => ended))).toEqual(new Set(["passed", "TOO_MANY_REQUESTS"]));
    });

    test("of a batch pass one by one up to the limit", async () => {
      await repeat(1, { features: many("operatorList", 95) });
      expect(passed(await repeat(1, { features: many("operatorList", 10) }))).toBe(5);
    });

    test("are counted also where no procedure of that name exists", async () => {
      const { viewer } = contextFor("VISITOR", NO_DATABASES);
      const client = { ip: "192.0.2.1", device: null };
      // An unknown procedure does not use up an allowance.
      await countCalls({ viewer, client, calls: 100, answer: new Headers() }, () => limits);
      expect((await ask({})).ended).toEqual(["TOO_MANY_REQUESTS"]);
    });

    test("of another network, or by an account, are counted by themselves", async () => {
      await repeat(6, { features: many("operatorList", 20) });
      expect((await ask({})).ended).toEqual(["TOO_MANY_REQUESTS"]);
      expect((await ask({ ip: "192.0.2.2" })).ended).toEqual(["passed"]);
      expect((await ask({ tier: "FREE" })).ended).toEqual(["passed"]);
    });

    test("of all FREE accounts behind one network pass 600 times, and of PRO accounts as often as each may", async () => {
      const accounts = ["1", "2", "3", "4"].map((digit) => digit.repeat(8).padEnd(36, "-"));
      const all = (tier: Tier, ip: string) =>
        Promise.all(accounts.map((id) => repeat(20, { tier, id, ip, features: many("operatorList", 20) })));
      expect(passed((await all("FREE", "192.0.2.1")).flat())).toBe(600);
      expect(passed((await all("PRO", "192.0.2.2")).flat())).toBe(1600);
      expect((await ask({ tier: "FREE", ip: "192.0.2.3" })).ended).toEqual(["passed"]);
    });

    test("that one account has too many of use up nothing of its network's", async () => {
      await repeat(50, { tier: "FREE", id: "one", features: many("operatorList", 20) });
      expect(passed(await repeat(20, { tier: "FREE", id: "two", features: many("operatorList", 20) }))).toBe(
        300,
      );
    });

    test.each<[Feature, Tier, number]>([
      ["entitySearch", "VISITOR", 60],
      ["entitySearch", "FREE", 60],
      ["csvSample", "FREE", 5],
      ["signIn", "VISITOR", 10],
    ])("for %s by a %s pass %i times a minute", async (feature, tier, limit) => {
      expect(passed(await repeat(limit + 5, { tier, features: [feature] }))).toBe(limit);
    });

    test.each<[Feature, number]>([
      ["entitySearch", 120],
      ["csvSample", 10],
    ])("for %s by FREE accounts of one network pass %i times a minute", async (feature, limit) => {
      const accounts = ["one", "two", "three", "four"];
      const all = await Promise.all(
        accounts.map((id) => repeat(limit, { tier: "FREE", id, features: [feature] })),
      );
      expect(passed(all.flat())).toBe(limit);
    });
  });

  describe("the answer", () => {
    test("tells the real limit and when to come again", async () => {
      await repeat(5, { features: many("operatorList", 20) });
      const { viewer } = contextFor("VISITOR", NO_DATABASES);
      const answer = new Headers();
      const asked = countCalls(
        { viewer, client: { ip: "192.0.2.1", device: null }, calls: 1, answer },
        () => limits,
      );
      await expect(asked).rejects.toThrow(/^At most 100 calls in 60 seconds\. Try again in \d+ s\.$/);
      expect(Number(answer.get("retry-after"))).toBeGreaterThan(0);
      expect(Number(answer.get("retry-after"))).toBeLessThanOrEqual(60);
      expect(answer.get("ratelimit-policy")).toBe("100;w=60");
      expect(answer.get("ratelimit-remaining")).toBe("0");
    });

    test("names of several limits the one with the least left, or the one that is used up", async () => {
      const { answer } = await ask({ tier: "FREE", features: ["entitySearch"] });
      expect(answer.get("ratelimit-limit")).toBe("60");
      expect(answer.get("ratelimit-remaining")).toBe("59");
      await repeat(60, { tier: "FREE", features: ["entitySearch"] });
      const refused = await ask({ tier: "FREE", features: ["operatorList", "entitySearch"] });
      expect(refused.ended).toEqual(["passed", "TOO_MANY_REQUESTS"]);
      expect(refused.answer.get("ratelimit-limit")).toBe("60");
      expect(refused.answer.get("retry-after")).toBe(refused.answer.get("ratelimit-reset"));
    });
  });

  test.each([
    ["the user database", () => openRateLimits("postgres://nobody@127.0.0.1:1/nothing")],
    ["Redis", () => openRedisLimits("redis://127.0.0.1:1")],
  ])("while %s is down, reading and downloads go on and signing in does not", async (_, openGone) => {
    const gone = openGone();
    const from = makeLimiter(gone);
    const once = async (feature: Feature) => (await ask({ features: [feature], from })).ended[0];
    expect(await once("operatorList")).toBe("passed");
    expect(await once("csvSample")).toBe("passed");
    expect(await once("signIn")).toBe("SERVICE_UNAVAILABLE");
    expect(passed(await repeat(10, { features: ["csvSample"], from }))).toBe(4);
    expect(passed(await repeat(120, { from }))).toBe(100 - 13);
    await gone.close();
  });

  test("an account that was deleted is not counted for again", async () => {
    await ask({ tier: "FREE", id: "gone" });
    await ask({ tier: "FREE", id: "stays" });
    limits.forget({ id: "gone", address: "0xgone" });
    if ("forgetLate" in stored.store) await stored.store.forgetLate();
    await limits.share();
    const keys = (await stored.kept()).map(({ key }) => key);
    expect(keys.filter((key) => !key.includes(":192"))).toEqual(["free:stays"]);
  });
});
