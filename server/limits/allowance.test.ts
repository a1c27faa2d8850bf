import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { openRateLimits } from "@/db/user/rate-limits";
import { contextFor } from "../testing";
import type { Tier } from "../tiers";
import { allowanceOf } from "./allowance";
import { makeLimiter } from "./limiter";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(() => user.drop());
let limiter: ReturnType<typeof makeLimiter>;
beforeEach(async () => {
  await user.sql`truncate eigenwatch.rate_limits`;
  limiter = makeLimiter(user.rateLimits);
});

const allowance = (tier: Tier, calls: number, ip = "192.0.2.1", limits = limiter) => {
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
  ])("of a %s pass %i times a minute", async (tier, limit) => {
    const requests = Math.ceil(limit / 20) + 2;
    const all = await Promise.all(
      Array.from({ length: requests }, async () => {
        const { allow } = allowance(tier, 20);
        return await outcomes(Array.from({ length: 20 }, () => allow("operatorList")));
      }),
    );
    expect(passed(all.flat())).toBe(limit);
    expect(all.flat().filter((one) => one === "TOO_MANY_REQUESTS")).toHaveLength(requests * 20 - limit);
  });

  test("of FREE accounts behind one network also share a limit, and PRO accounts do not", async () => {
    const of = (tier: Tier, id: string) => {
      const { viewer } = contextFor(tier, { analytics: undefined as never, user: user.db }, { id });
      const client = { ip: "192.0.2.1", device: null };
      return allowanceOf({ viewer, client, calls: 1, answer: new Headers() }, () => limiter);
    };
    const ask = (id: string) => Array.from({ length: 300 }, () => of("FREE", id)("operatorList"));
    const all = await Promise.all(["a", "b", "c", "d"].map((id) => outcomes(ask(id))));
    expect(passed(all.flat())).toBe(600);
    expect(await outcomes([of("PRO", "e")("operatorList")])).toEqual(["passed"]);
  });

  test("of procedures that do not exist are counted too", async () => {
    const asked = Array.from({ length: 120 }, () => allowance("VISITOR", 1).allow(undefined));
    expect(passed(await outcomes(asked))).toBe(100);
  });

  test.each(["signIn", "csvSample"] as const)(
    "for %s are counted exactly by two instances, however many come at once",
    async (feature) => {
      const instances = [makeLimiter(user.rateLimits), makeLimiter(user.rateLimits)];
      const asked = Array.from({ length: 40 }, (_, index) =>
        allowance("PRO", 1, undefined, instances[index % 2]).allow(feature),
      );
      expect(passed(await outcomes(asked))).toBe(feature === "signIn" ? 10 : 5);
    },
  );

  test("that a strict limit refuses write nothing more", async () => {
    await outcomes(Array.from({ length: 20 }, () => allowance("VISITOR", 1).allow("signIn")));
    const points = async () =>
      (await user.sql`select points from eigenwatch.rate_limits where key like 'nonce:%'`)[0]?.points;
    const before = await points();
    await outcomes(Array.from({ length: 500 }, () => allowance("VISITOR", 1).allow("signIn")));
    expect(await points()).toBe(before);
  });

  test("of a batch pass one by one up to the limit", async () => {
    await outcomes([allowance("VISITOR", 95).allow("operatorList")]);
    const { allow } = allowance("VISITOR", 10);
    const all = await outcomes(Array.from({ length: 10 }, () => allow("operatorList")));
    expect(passed(all)).toBe(5);
  });

  test("for logos are counted by their route and not among the others", async () => {
    const { allow } = allowance("VISITOR", 1);
    expect(passed(await outcomes(Array.from({ length: 400 }, () => allow("logos"))))).toBe(400);
    expect(await outcomes([allow("operatorList")])).toEqual(["passed"]);
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
  let now = Date.now();
  const limits = makeLimiter(user.rateLimits, () => now);
  const ask = () => allowance("VISITOR", 1, undefined, limits).allow("operatorList");
  expect(passed(await outcomes(Array.from({ length: 150 }, ask)))).toBe(100);
  await limits.share();
  now += 61_000;
  await user.sql`update eigenwatch.rate_limits set expire = ${Date.now() - 1}`;
  expect(await outcomes([ask()])).toEqual(["passed"]);
  await limits.share();
  const [row] = await user.sql`select points from eigenwatch.rate_limits`;
  expect(row?.points).toBe(1);
});

test("what ended an hour ago is cleared by whatever counts first", async () => {
  await user.sql`insert into eigenwatch.rate_limits (key, points, expire) values
    ('search:old', 1, ${Date.now() - 3_700_000}), ('search:young', 1, ${Date.now() - 3_500_000})`;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    await makeLimiter(user.rateLimits).spend("nonce", "192.0.2.1");
    vi.advanceTimersByTime(300_000);
  } finally {
    vi.useRealTimers();
  }
  const keys = async () => (await user.sql`select key from eigenwatch.rate_limits`).map(({ key }) => key);
  await expect.poll(keys).not.toContain("search:old");
  expect(await keys()).toContain("search:young");
});

test("while the counter is down, reading goes on and signing in does not", async () => {
  const gone = openRateLimits("postgres://nobody@127.0.0.1:1/nothing");
  const limits = makeLimiter(gone);
  const ask = (feature: "operatorList" | "signIn") =>
    allowance("VISITOR", 1, "192.0.2.9", limits).allow(feature);
  expect(await outcomes([ask("operatorList"), ask("signIn")])).toEqual(["passed", "SERVICE_UNAVAILABLE"]);
  expect(passed(await outcomes(Array.from({ length: 120 }, () => ask("operatorList"))))).toBe(98);
  await expect(limits.share()).rejects.toThrow();
  expect(await outcomes([ask("operatorList")])).toEqual(["TOO_MANY_REQUESTS"]);
  await gone.close();
});

test("counts that could not be shared are shared once the counter is back", async () => {
  let isDown = true;
  const limits = makeLimiter({
    strict: user.rateLimits.strict,
    share: async (deltas) => {
      if (isDown) throw new Error("down");
      return await user.rateLimits.share(deltas);
    },
  });
  await limits.spend("page", "192.0.2.1", 7);
  await expect(limits.share()).rejects.toThrow("down");
  await limits.spend("page", "192.0.2.1", 5);
  isDown = false;
  await limits.share();
  const [row] = await user.sql`select points from eigenwatch.rate_limits`;
  expect(row?.points).toBe(12);
});

test("what was counted for an account goes when the account is deleted", async () => {
  const [account] = await user.sql`insert into eigenwatch.users (wallet_address)
    values ('0x00000000000000000000000000000000000000cc') returning id`;
  await limiter.spend("free", account?.id);
  await limiter.spend("csv", account?.id);
  await limiter.spend("verifyWallet", "0x00000000000000000000000000000000000000cc@192.0.2.1");
  await limiter.spend("page", "192.0.2.1");
  await limiter.share();
  await user.sql`delete from eigenwatch.users where id = ${account?.id}`;
  const rows = await user.sql`select key from eigenwatch.rate_limits`;
  expect(rows.map(({ key }) => key)).toEqual(["page:192.0.2.1"]);
});
