import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { untilReady } from "../testing/limit-stores";
import { redisProgram, startRedis, type TestRedis } from "../testing/redis";
import { silenceable } from "../testing/silence";
import { openRedisLimits, type RedisLimits } from "./rate-limits";

if (!redisProgram) console.warn("Redis is not installed: the connection to it was not tried.");

const opened: RedisLimits[] = [];
/** Opens limits, and waits until they answer. */
async function open(url: string, deadlineMilliseconds?: number) {
  const limits = openRedisLimits(url, deadlineMilliseconds);
  opened.push(limits);
  await untilReady(limits);
  return limits;
}
const one = (
  key: string,
  more: { points?: number; mostPoints?: number; windowMilliseconds?: number } = {},
) => [{ key, points: 1, windowMilliseconds: 60_000, ...more }];
const errorOf = async (work: Promise<unknown>) => await work.then(String, (error: unknown) => error);

describe.runIf(redisProgram)("Redis", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => await redis.stop());
  beforeEach(async () => {
    await redis.ask("FLUSHALL");
    await redis.ask("CLIENT", "KILL", "TYPE", "normal");
  });
  afterEach(async () => {
    for (const limits of opened.splice(0)) await limits.close();
  });

  it("ends every key with its window, to the millisecond, whatever was written to it", async () => {
    const limits = await open(redis.url);
    await limits.addExactly(one("exact", { mostPoints: 2, windowMilliseconds: 59_999.2 }));
    for (let times = 0; times < 4; times++) await limits.addExactly(one("exact", { mostPoints: 2 }));
    await limits.addShared(one("shared", { windowMilliseconds: 1_000_000 }));
    const left = async (key: string) => Number(await redis.ask("PTTL", `eigenwatch:${key}`));
    expect(await left("exact")).toBeLessThanOrEqual(60_000);
    expect(await left("exact")).toBeGreaterThan(0);
    expect(await left("shared")).toBeGreaterThan(60_000);
    await redis.ask("PERSIST", "eigenwatch:exact");
    expect(await limits.addExactly(one("exact", { mostPoints: 2 }))).toMatchObject([
      { points: 1, isAdded: true },
    ]);
    expect(await left("exact")).toBeGreaterThan(0);
  });

  it("forgets what an account was counted for, and nothing of others", async () => {
    const limits = await open(redis.url);
    const [gone, stays] = ["gone", "stays"].map((name) => ({ id: `id-${name}`, address: `0x${name}` }));
    const keysOf = (who = { id: "", address: "" }) => [
      `free:${who.id}`,
      `guess:${who.id}`,
      `verifyWallet:${who.address}@192.0.2.1`,
    ];
    const added = [...keysOf(gone), ...keysOf(stays), "page:192.0.2.1"].flatMap((key) => one(key));
    await limits.addShared(added);
    // More keys than one step of the search looks at.
    await limits.addShared(Array.from({ length: 3000 }, (_, place) => one(`page:${place}`)).flat());
    await redis.ask("SET", "another program's id-gone", "1");
    // Nobody who deletes an account waits for the search.
    expect(limits.forget([gone?.id ?? "", gone?.address ?? ""])).toBeUndefined();
    await limits.forgetLate();
    const keys = (await redis.ask("KEYS", "*")) as string[];
    expect(keys.filter((key) => !/page:/.test(key)).toSorted()).toEqual(
      ["another program's id-gone", ...keysOf(stays).map((key) => `eigenwatch:${key}`)].toSorted(),
    );
    expect(keys).toHaveLength(3000 + 1 + 4);
  });

  it("forgets a thousand words in one search, a few steps at a time", async () => {
    const limits = await open(redis.url);
    const accounts = Array.from({ length: 1000 }, (_, place) => `id-${place}`);
    await limits.addShared(accounts.flatMap((id) => one(`free:${id}`)));
    await limits.addShared(Array.from({ length: 29_000 }, (_, place) => one(`page:${place}`)).flat());
    await redis.ask("CONFIG", "RESETSTAT");
    limits.forget(accounts);
    const calls = async () =>
      Number(/cmdstat_scan:calls=(\d+)/.exec(String(await redis.ask("INFO", "commandstats")))?.[1]);
    await limits.forgetLate();
    expect(await calls()).toBe(20);
    limits.forget(["late"]);
    await limits.forgetLate();
    expect(await redis.ask("KEYS", "*free:*")).toEqual([]);
    expect(await calls()).toBeLessThan(40);
    await limits.addShared(one("free:late"));
    for (let call = 0; call < 2; call++) await limits.forgetLate();
    expect(await redis.ask("KEYS", "*free:*")).toEqual([]);
  });

  it("is away when it is killed, for every caller at once, and answers again when it is back", async () => {
    const limits = await open(redis.url);
    await limits.addExactly(one("a"));
    await redis.kill();
    expect(await errorOf(limits.addExactly(one("a")))).toBeInstanceOf(Error);
    await expect.poll(() => errorOf(limits.mustAnswer())).toMatchObject({ name: "RedisAwayError" });
    limits.forget(["id-gone"]);
    expect(await errorOf(limits.forgetLate())).toBeInstanceOf(Error);
    await redis.start();
    await untilReady(limits);
    expect(await limits.addExactly(one("a"))).toMatchObject([{ points: 1 }]);
    await limits.addShared(one("free:id-gone"));
    await limits.forgetLate();
    expect(await redis.ask("KEYS", "*")).toEqual(["eigenwatch:a"]);
  });

  it("is away when it is frozen, and counts again when it is thawed", async () => {
    const limits = await open(redis.url, 300);
    redis.freeze();
    try {
      expect(await errorOf(limits.addExactly(one("a")))).toMatchObject({ name: "RedisAwayError" });
      expect(await errorOf(limits.addExactly(one("a")))).toMatchObject({ name: "RedisAwayError" });
    } finally {
      redis.thaw();
    }
    await untilReady(limits);
    expect(await limits.addExactly(one("b"))).toMatchObject([{ points: 1 }]);
  });

  it("gets a new connection when the old one goes silent, as that of a machine without power", async () => {
    const relay = await silenceable(redis.url);
    const limits = await open(relay.url, 300);
    relay.silence();
    expect(await errorOf(limits.addExactly(one("a")))).toMatchObject({ name: "RedisAwayError" });
    await untilReady(limits);
    expect(await limits.addExactly(one("b"))).toMatchObject([{ points: 1 }]);
    await Promise.all(opened.splice(0).map(({ close }) => close()));
    relay.close();
  });

  it("has two connections of an instance, and none once it is closed", async () => {
    const limits = await open(redis.url);
    const names = async () =>
      Array.from(
        String(await redis.ask("CLIENT", "LIST")).matchAll(/ name=(\S+)/g),
        ([, name]) => name,
      ).toSorted();
    expect(await names()).toEqual(["eigenwatch-exact-limits", "eigenwatch-shared-limits"]);
    await limits.close();
    await expect.poll(names).toEqual([]);
    expect(await errorOf(limits.addExactly(one("a")))).toMatchObject({ name: "RedisAwayError" });
  });

  it("is away while it answers and refuses every write", async () => {
    const limits = await open(redis.url);
    expect(await limits.state()).toMatchObject({ refusesBy: undefined });
    await redis.ask("CONFIG", "SET", "min-replicas-to-write", "1");
    expect(await limits.state()).toMatchObject({ refusesBy: "NOREPLICAS" });
    expect(await errorOf(limits.mustAnswer())).toMatchObject({ name: "RedisAwayError", code: "NOREPLICAS" });
    await redis.ask("CONFIG", "SET", "min-replicas-to-write", "0");
    await limits.mustAnswer();
  });

  it("says where its state is wrong: a policy that evicts, no memory, a replica", async () => {
    const limits = await open(redis.url);
    const fine = { isReplica: false, isFull: false, evictsBy: undefined };
    await redis.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    expect(await limits.state()).toMatchObject(fine);
    await redis.ask("CONFIG", "SET", "maxmemory", "100mb");
    expect(await limits.state()).toMatchObject({ ...fine, evictsBy: "allkeys-lru" });
    await redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
    expect(await limits.state()).toMatchObject(fine);
    await redis.ask("CONFIG", "SET", "maxmemory", "1");
    expect(await limits.state()).toMatchObject({ ...fine, isFull: true });
    expect(String(await errorOf(limits.addExactly(one("a"))))).toContain("OOM");
    await redis.ask("CONFIG", "SET", "maxmemory", "0");
    await redis.ask("REPLICAOF", "127.0.0.1", "1");
    expect(await limits.state()).toMatchObject({ ...fine, isReplica: true });
    expect(String(await errorOf(limits.addExactly(one("a"))))).toContain("READONLY");
    await redis.ask("REPLICAOF", "NO", "ONE");
  });
});
