import type { AnyProcedure } from "@trpc/server";
import superjson from "superjson";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { insertAccount } from "@/db/testing/accounts";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint } from "@/db/testing/rows";
import type { Account } from "../auth/viewer";
import { contextFor, networkOf } from "../testing/context";
import { appRouter } from "../trpc/router";
import type { Tier } from "../trpc/tiers";
import { NOT_PLAIN } from "./plain-input";
import { type Method, serveCalls } from "./testing";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let served: Awaited<ReturnType<typeof serveCalls>>;
let account: Partial<Account> = {};
let tier: Tier = "VISITOR";

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  await insertCheckpoint(analytics.owner);
  account = { ...(await insertAccount(user.db)), role: "admin" };
  const network = await networkOf(analytics.db);
  served = await serveCalls(async () =>
    contextFor(tier, { analytics: analytics.db, user: user.db, network }, account),
  );
});
afterAll(() => Promise.all([analytics.drop(), user.drop(), served.close()]));

const PROCEDURES = Object.entries<AnyProcedure>(appRouter._def.procedures as never).map(
  ([path, procedure]) => [path, procedure._def.type] as const,
);

const call = (path: string, input: unknown, method?: Method) => served.call(path, input, { method });

/** An `undefined` in the input of a search, which it must not have. */
const NEEDED = "undefined where something is needed";

/** Every annotation of superjson, and some invalid ones. */
const META: [string, unknown, unknown][] = [
  ["typed-array", { length: 10_000_000 }, { values: { q: [["typed-array", "Float64Array"]] } }],
  ["bigint", "1", { values: { q: ["bigint"] } }],
  ["regexp", "/(a+)+$/", { values: { q: ["regexp"] } }],
  ["set", [1], { values: { q: ["set"] } }],
  ["map", [["a", 1]], { values: { q: ["map"] } }],
  ["map of dates", [["a", "2026-01-01"]], { values: { q: ["map", { "0.1": ["Date"] }] } }],
  ["URL", "https://x.example", { values: { q: ["URL"] } }],
  ["Error", { message: "x" }, { values: { q: ["Error"] } }],
  ["NaN", "NaN", { values: { q: ["number"] } }],
  ["Infinity", "Infinity", { values: { q: ["number"] } }],
  ["-0", "-0", { values: { q: ["number"] } }],
  ["symbol", "x", { values: { q: [["symbol", "x"]] } }],
  ["class", {}, { values: { q: [["class", "x"]] } }],
  ["custom", "x", { values: { q: [["custom", "x"]] } }],
  ["unknown", "x", { values: { q: ["Buffer"] } }],
  ["a date where none is taken", "2026-01-01T00:00:00.000Z", { values: { q: ["Date"] } }],
  ["a date in a tree", "2026-01-01T00:00:00.000Z", { values: { q: ["Date", {}] } }],
  [NEEDED, null, { values: { q: ["undefined"] } }],
  ["an unknown place", "x", { values: { unknown: ["undefined"] } }],
  ["a place of the prototype", "x", { values: { "__proto__.x": ["undefined"] } }],
  ["the constructor", "x", { values: { "constructor.prototype.x": ["undefined"] } }],
  ["a place that is deep", "x", { values: { ["q.".repeat(2000)]: ["undefined"] } }],
  ["the root", "x", { values: ["map"] }],
  ["the root as undefined", "x", { values: ["undefined"] }],
  ["values that are a text", "x", { values: "x" }],
  ["values that are null", "x", { values: null }],
  ["values that are a number", "x", { values: 1 }],
  ["an annotation that is a text", "x", { values: { q: "Date" } }],
  ["equal references", "x", { referentialEqualities: { q: ["r"] } }],
  ["equal references at the root", "x", { referentialEqualities: [["q"]] }],
  ["another version", "x", { values: {}, v: 2 }],
  ["another key", "x", { other: 1 }],
  ["null", "x", null],
  ["a text", "x", "x"],
  ["a list", "x", []],
];

describe("input", () => {
  test.each(META)("with %s in its annotations is refused before anything is built", async (_, q, meta) => {
    const before = process.memoryUsage().arrayBuffers;
    const answer = await call("analytics.search.query", { json: { q }, meta });
    expect([answer.status, answer.message]).toEqual([400, NOT_PLAIN]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8_000_000);
  });

  test.each(PROCEDURES)("of %s is plain JSON", async (path, type) => {
    // To others than an admin, these do not exist.
    tier = path.startsWith("account.admin.") ? "FREE" : "VISITOR";
    onTestFinished(() => {
      tier = "VISITOR";
    });
    const asked = META.filter(([what]) => what !== NEEDED);
    for (let from = 0; from < asked.length; from += 20) {
      const part = asked.slice(from, from + 20);
      const inputs = part.map(([, q, meta]) => ({ json: { q, operators: q, address: q }, meta }));
      const paths = part.map(() => path).join(",");
      const answers = await served.callBatch(
        paths,
        { ...inputs },
        { method: type === "mutation" ? "POST" : "GET" },
      );
      const refusals = answers.map(({ error }) => error?.json.message);
      expect(refusals).toEqual(part.map(() => NOT_PLAIN));
    }
  });

  test.each([
    ["without an envelope", { q: "eigen" }],
    ["with a key beside", { json: { q: "eigen" }, more: 1 }],
    ["that is a list", [{ q: "eigen" }]],
    ["that is null", null],
    ["that is a text", '"eigen"'],
  ])("%s is refused in the same words", async (_, input) => {
    const answer = await call("analytics.search.query", input);
    expect([answer.status, answer.message]).toEqual([400, NOT_PLAIN]);
  });

  test.each(["{", "[".repeat(5000), '{"json":undefined}', "\u0000"])(
    "%j, which is no JSON, is refused in our words",
    async (text) => {
      const answer = await call("analytics.search.query", text);
      expect([answer.status, answer.message]).toEqual([
        400,
        "This call could not be read. Its input must be JSON.",
      ]);
    },
  );

  test("that is nested deeply, or long, is refused in a short sentence", async () => {
    tier = "PRO";
    for (const [path, json] of [
      ["account.profile.update", `${"[".repeat(40_000)}${"]".repeat(40_000)}`],
      ["account.watchlist.add", `{"entityType":"operator","entityId":[${"0,".repeat(45_000)}0]}`],
    ] as const) {
      const answer = await call(path, `{"json":${json}}`, "POST");
      expect(answer.status, path).toBe(400);
      expect(answer.message?.length, path).toBeLessThan(500);
    }
    const operators = Array.from({ length: 2000 }, () => 0);
    const answer = await call("analytics.operators.compare", { json: { operators } });
    expect(answer.status).toBe(400);
    expect(answer.message?.length).toBeLessThan(500);
    tier = "VISITOR";
  });

  test("that is wrong in one call of a batch leaves the others their answers", async () => {
    const input = {
      0: { json: { q: "eigen" } },
      1: { json: { q: { length: 1e7 } }, meta: { values: { q: [["typed-array", "Float64Array"]] } } },
      2: {},
    };
    const paths = "analytics.search.query,analytics.search.query,analytics.network.freshness";
    const [found, refused, freshness] = await served.callBatch(paths, input);
    expect(found).toHaveProperty("result");
    expect(refused).toMatchObject({ error: { json: { message: NOT_PLAIN, data: { code: "BAD_REQUEST" } } } });
    expect(freshness).toHaveProperty("result");
  });
});

describe("dates and values that are left out", () => {
  beforeAll(() => {
    tier = "FREE";
  });
  test("may be annotated as superjson does where the schema names them", async () => {
    const visit = superjson.serialize({ seenTo: new Date("2026-01-01") });
    expect((await call("account.watchlist.visit", visit, "POST")).status).toBe(200);
    const without = superjson.serialize({ limit: 5, cursor: undefined });
    expect(without.meta).toBeDefined();
    expect((await call("account.audit.list", without)).status).toBe(200);
    expect((await call("account.audit.list", superjson.serialize(undefined))).status).toBe(200);
  });

  test("are plain texts and missing keys from our own client", async () => {
    const plain = { json: { seenTo: "2026-01-01T00:00:00.000Z" } };
    expect((await call("account.watchlist.visit", plain, "POST")).status).toBe(200);
    expect((await call("account.watchlist.visit", { json: { seenTo: null } }, "POST")).status).toBe(200);
    expect((await call("account.audit.list", {})).status).toBe(200);
  });
});
