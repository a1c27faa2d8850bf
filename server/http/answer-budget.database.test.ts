import type { inferRouterOutputs } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint } from "@/db/testing/rows";
import type { logosRouter } from "../logos/router";
import { contextFor, networkOf } from "../testing/context";
import type { RouterOutputs } from "../trpc/router";
import { AnswerBudget } from "./answer-budget";
import { serveCalls } from "./testing";

type Bytes = ArrayBufferLike | ArrayBufferView | Blob | ReadableStream;
/** `true` if a value of this type may contain bytes anywhere, else `never`. */
type HoldsBytes<T> = T extends Bytes
  ? true
  : T extends Date | ((...args: never[]) => unknown)
    ? never
    : T extends Iterable<infer Item> & object
      ? HoldsBytes<Item>
      : T extends object
        ? { [Key in keyof T]-?: HoldsBytes<T[Key]> }[keyof T]
        : never;

test("no procedure over HTTP answers bytes, which JSON would spell out one by one", () => {
  expectTypeOf<HoldsBytes<{ a: { b: (string | Buffer)[] }[] }>>().toEqualTypeOf<true>();
  expectTypeOf<HoldsBytes<inferRouterOutputs<typeof logosRouter>>>().toEqualTypeOf<true>();
  expectTypeOf<HoldsBytes<RouterOutputs>>().toEqualTypeOf<never>();
});

describe("a budget", () => {
  test.each<[string, unknown, boolean]>([
    ["a page of rows", Array.from({ length: 100 }, () => ({ name: "x".repeat(50), tvsUsd: 1 })), true],
    ["nothing", undefined, true],
    ["a long text", "x".repeat(400_001), false],
    ["many rows", Array.from({ length: 20_000 }, () => ({ a: 1 })), false],
    ["a long key", { ["x".repeat(400_001)]: 1 }, false],
    ["bytes", { logo: { bytes: Buffer.alloc(46_000) } }, false],
    ["a large map", new Map(Array.from({ length: 20_000 }, (_, i) => [i, i])), false],
    ["a large set", new Set(Array.from({ length: 20_000 }, (_, i) => i)), false],
  ])("of 100,000 and %s", (_, value, isEnough) => {
    expect(new AnswerBudget(100_000).take(value)).toBe(isEnough);
  });

  test("ends also where a value holds itself, and is shared by all answers of a request", () => {
    const itself: { self?: unknown } = {};
    itself.self = itself;
    expect(new AnswerBudget(100_000).take(itself)).toBe(false);
    const shared = new AnswerBudget(100_000);
    const takes = [240_000, 240_000, 120_000].map((length) => shared.take("x".repeat(length)));
    expect(takes).toEqual([true, false, true]);
  });
});

describe("a request", () => {
  let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
  let served: Awaited<ReturnType<typeof serveCalls>>;
  beforeAll(async () => {
    analytics = await createAnalyticsTestDatabase();
    await insertCheckpoint(analytics.owner);
    await analytics.sql`insert into operators (id, address)
      select '0x' || lpad(to_hex(i), 40, '0'), '0x' || lpad(to_hex(i), 40, '0') from generate_series(1, 9000) i`;
    await analytics.sql`insert into operator_state
      (operator_id, operator_address, current_delegation_approver, is_active, operational_days)
      select id, address, ${`0x${"0".repeat(40)}`}, true, 1 from operators`;
    const network = await networkOf(analytics.db);
    const databases = { analytics: analytics.db, user: undefined as never, network };
    served = await serveCalls(async () => contextFor("VISITOR", databases));
  });
  afterAll(() => Promise.all([served.close(), analytics.drop()]));

  test("for more than one answer may hold says so for the calls that are too many", async () => {
    const input = { json: { kind: "operators", part: 0 } };
    const paths = Array.from({ length: 20 }, () => "analytics.search.addresses");
    const answers = await served.callBatch(paths.join(), { ...paths.map(() => input) });
    const isRefused = answers.map(({ error }) => error !== undefined);
    expect(isRefused).toContain(false);
    expect(answers[isRefused.indexOf(true)]?.error?.json).toMatchObject({
      message:
        "This is too much for one answer. Ask for fewer rows, for a shorter time, or in several requests.",
      data: { code: "BAD_REQUEST" },
    });
    expect(JSON.stringify(answers).length).toBeLessThan(3_000_000);
  });
});
