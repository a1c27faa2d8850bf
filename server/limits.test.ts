import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { connectUser } from "@/db/user/client";
import { allowanceOf, makeLimiter } from "./limits";
import { contextFor } from "./testing";
import type { Tier } from "./tiers";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(() => user.drop());
beforeEach(async () => {
  await user.sql`truncate eigenwatch.rate_limits`;
});

const allowance = (tier: Tier, calls: number, ip = "192.0.2.1", limits = makeLimiter(user.db)) => {
  const answer = new Headers();
  const { viewer } = contextFor(tier, { analytics: undefined as never, user: user.db });
  return {
    answer,
    allow: allowanceOf({ viewer, client: { ip, device: null }, calls, answer }, () => limits),
  };
};
const outcomes = async (asked: Promise<void>[]) =>
  (await Promise.allSettled(asked)).map((one) =>
    one.status === "fulfilled" ? "passed" : (one.reason as { code: string }).code,
  );
const passed = (all: string[]) => all.filter((one) => one === "passed").length;

describe("calls over HTTP", () => {
  test.each<[Tier, number]>([
    ["VISITOR", 100],
    ["FREE", 300],
    ["PRO", 1000],
    ["ENTERPRISE", 1000],
  ])("of a %s pass %i times a minute, exactly, counted on two instances at once", async (tier, limit) => {
    const instances = [makeLimiter(user.db), makeLimiter(user.db)];
    const requests = Math.ceil(limit / 20) + 2;
    const all = await Promise.all(
      Array.from({ length: requests }, async (_, index) => {
        const { allow } = allowance(tier, 20, undefined, instances[index % 2]);
        return await outcomes(Array.from({ length: 20 }, () => allow("operatorList")));
      }),
    );
    expect(passed(all.flat())).toBe(limit);
    expect(all.flat().filter((one) => one === "TOO_MANY_REQUESTS")).toHaveLength(requests * 20 - limit);
  });

  test("of a batch pass one by one up to the limit", async () => {
    await outcomes([allowance("VISITOR", 95).allow("operatorList")]);
    const { allow } = allowance("VISITOR", 10);
    const all = await outcomes(Array.from({ length: 10 }, () => allow("operatorList")));
    expect(passed(all)).toBe(5);
  });

  test("for logos are counted apart from all others, and are limited themselves", async () => {
    const { allow } = allowance("VISITOR", 1);
    const all: string[] = [];
    // In waves: a queue of all of them outlasts the counter's deadline on a busy machine.
    for (let wave = 0; wave < 43; wave++)
      all.push(...(await outcomes(Array.from({ length: 7 }, () => allow("logos")))));
    expect(passed(all)).toBe(300);
    expect(await outcomes([allow("operatorList"), allow("logos")])).toEqual(["passed", "TOO_MANY_REQUESTS"]);
  });

  test("of another network, or by an account, are counted by themselves", async () => {
    await outcomes([allowance("VISITOR", 100).allow("operatorList")]);
    expect(await outcomes([allowance("VISITOR", 1).allow("operatorList")])).toEqual(["TOO_MANY_REQUESTS"]);
    expect(await outcomes([allowance("VISITOR", 1, "192.0.2.2").allow("operatorList")])).toEqual(["passed"]);
    expect(await outcomes([allowance("FREE", 1).allow("operatorList")])).toEqual(["passed"]);
  });

  test("that are too many are told the real limit and when to come again", async () => {
    await outcomes([allowance("VISITOR", 100).allow("operatorList")]);
    const { allow, answer } = allowance("VISITOR", 1);
    await expect(allow("operatorList")).rejects.toThrow(
      /^At most 100 calls in 60 seconds\. Try again in \d+ s\.$/,
    );
    expect(Number(answer.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(answer.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(answer.get("ratelimit-limit")).toBe("100");
    expect(answer.get("ratelimit-remaining")).toBe("0");
  });

  test.each([
    ["entitySearch", 60],
    ["signIn", 10],
    ["csvSample", 5],
  ] as const)("for %s pass %i times a minute", async (feature, limit) => {
    const all = await outcomes(Array.from({ length: limit + 5 }, () => allowance("FREE", 1).allow(feature)));
    expect(passed(all)).toBe(limit);
  });
});

test("a window that is over begins anew", async () => {
  await outcomes([allowance("VISITOR", 150).allow("operatorList")]);
  await user.sql`update eigenwatch.rate_limits set expire = ${Date.now() - 1}`;
  expect(await outcomes([allowance("VISITOR", 1).allow("operatorList")])).toEqual(["passed"]);
});

test("what ended an hour ago is cleared by whatever counts first", async () => {
  await user.sql`insert into eigenwatch.rate_limits (key, points, expire) values
    ('search:old', 1, ${Date.now() - 3_700_000}), ('search:young', 1, ${Date.now() - 3_500_000})`;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    await makeLimiter(user.db).spend("page", "192.0.2.1");
    vi.advanceTimersByTime(300_000);
  } finally {
    vi.useRealTimers();
  }
  const keys = async () => (await user.sql`select key from eigenwatch.rate_limits`).map(({ key }) => key);
  await expect.poll(keys).not.toContain("search:old");
  expect(await keys()).toContain("search:young");
});

test("while the counter is down, reading goes on and signing in does not", async () => {
  const gone = connectUser("postgres://nobody@127.0.0.1:1/nothing");
  const limits = makeLimiter(gone.db);
  const ask = (feature: "operatorList" | "signIn") =>
    allowance("VISITOR", 1, "192.0.2.9", limits).allow(feature);
  expect(await outcomes([ask("operatorList"), ask("signIn")])).toEqual(["passed", "SERVICE_UNAVAILABLE"]);
  const many = await outcomes(Array.from({ length: 120 }, () => ask("operatorList")));
  expect(passed(many)).toBeLessThan(120);
  await gone.close();
});
