import type { IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { withRemoteAddress } from "../http/remote-address";
import { hasPromtool, promtool } from "./testing";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let answerMetrics: typeof import("./answer").answerMetrics;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  vi.stubEnv("ANALYTICS_DATABASE_URL", analytics.readerUrl);
  vi.stubEnv("USER_DATABASE_URL", user.applicationUrl);
  ({ answerMetrics } = await import("./answer"));
});
afterAll(async () => {
  const [{ analyticsDatabase, userDatabase }, { sessions }] = await Promise.all([
    import("../databases"),
    import("../auth/viewer"),
  ]);
  await Promise.all([sessions().close(), analyticsDatabase().close(), userDatabase().close()]);
  await Promise.all([analytics.drop(), user.drop()]);
});

const token = "a-token-of-more-than-thirty-two-characters";
type Asked = { from?: string; headers?: IncomingHttpHeaders; token?: string; proxies?: string[] };
const ask = ({ from = "127.0.0.1", headers = {}, token: wanted, proxies = [] }: Asked) => {
  const noted = withRemoteAddress({ host: "localhost:3000", ...headers }, from);
  const request = new Request("http://localhost:3000/api/metrics", { headers: noted as HeadersInit });
  return answerMetrics(request, { token: wanted, trustedProxies: proxies });
};
const statusOf = async (asked: Asked) => (await ask(asked)).status;

describe("with a token", () => {
  test("its bearer reads from anywhere, and is answered with text of Prometheus", async () => {
    const answer = await ask({ token, from: "192.0.2.7", headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
    ]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.text()).toContain("# TYPE eigenwatch_readiness gauge");
  });

  test.skipIf(!hasPromtool())("promtool finds no fault in the text", async () => {
    const answer = await ask({ token, headers: { authorization: `Bearer ${token}` } });
    expect(promtool(["check", "metrics"], await answer.text())).toEqual({ code: 0, said: "" });
  });

  test.each([
    ["no token", {}],
    ["another token", { authorization: `Bearer ${token}x` }],
    ["a part of it", { authorization: `Bearer ${token.slice(0, -1)}` }],
    ["an empty one", { authorization: "Bearer " }],
    ["another scheme", { authorization: `Basic ${token}` }],
  ])("%s is refused, also on this machine", async (_, headers) => {
    const answer = await ask({ token, headers });
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="metrics"']);
    expect(await answer.text()).toBe("A token is needed.\n");
  });
});

describe("without a token", () => {
  test.each([["127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"]])(
    "a program on this machine reads, from %s",
    async (from) => {
      expect(await statusOf({ from })).toBe(200);
    },
  );

  test.each<[string, Asked]>([
    ["another machine", { from: "192.0.2.7" }],
    ["an unknown address", { from: "" }],
    ["an address that only begins so", { from: "127.0.0.1.example" }],
    ["this machine where a proxy is trusted", { proxies: ["10.0.0.0/8"] }],
    ["a browser here by another name", { headers: { host: "evil.example:3000" } }],
    ...[
      "forwarded",
      "via",
      "x-forwarded-for",
      "x-forwarded-host",
      "x-forwarded-proto",
      "x-real-ip",
      "cf-connecting-ip",
      "true-client-ip",
    ].map((name): [string, Asked] => [`a proxy here, by ${name}`, { headers: { [name]: "127.0.0.1" } }]),
  ])("%s gets 404, as there were nothing", async (_, asked) => {
    expect(await statusOf(asked)).toBe(404);
  });

  test("an address that a client notes itself does not count", async () => {
    const headers = { host: "localhost", "x-eigenwatch-remote-address": "guess 127.0.0.1" };
    const request = new Request("http://localhost/api/metrics", { headers });
    expect((await answerMetrics(request, { token: undefined, trustedProxies: [] })).status).toBe(404);
  });
});
