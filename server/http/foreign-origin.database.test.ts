import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { site } from "../auth/settings";
import { contextFor } from "../testing/context";
import type { AppRouter } from "../trpc/router";
import { isForeign, MUST_BE_OURS } from "./foreign-origin";
import { serveCalls } from "./testing";
import { transformer } from "./transformer";

const says = (origin?: string, fetchSite?: string) =>
  new Headers({ ...(origin && { origin }), ...(fetchSite && { "sec-fetch-site": fetchSite }) });

describe("a call passes", () => {
  test.each([
    ["http://eigenwatch.lan:3000", "http://eigenwatch.lan:3000"],
    ["http://eigenwatch.lan:3000", "http://EigenWatch.LAN:3000"],
    ["http://192.168.1.20", "http://192.168.1.20:80"],
    ["http://[fd00::1]:3000", "http://[FD00::1]:3000"],
    ["https://eigenwatch.example", "https://eigenwatch.example:443"],
    ["https://eigenwatch.example:443", "https://eigenwatch.example"],
    ["https://EIGENWATCH.example/path", "HTTPS://eigenwatch.EXAMPLE"],
    ["https://eigenwatch.example:8443", "https://eigenwatch.example:8443"],
  ])("of the site %s with the origin %s", (ours, origin) => {
    expect(isForeign(says(origin), new URL(ours))).toBe(false);
    expect(isForeign(says(origin, "same-origin"), new URL(ours))).toBe(false);
  });

  test("of a client that says nothing, and of an address typed by a person", () => {
    expect(isForeign(says())).toBe(false);
    expect(isForeign(says(undefined, "same-origin"))).toBe(false);
    expect(isForeign(says(undefined, "none"))).toBe(false);
  });
});

describe("a call is foreign", () => {
  const ours = new URL("https://eigenwatch.example");

  test.each([
    "null",
    "http://eigenwatch.example",
    "https://eigenwatch.example:8443",
    "https://www.eigenwatch.example",
    "https://eigenwatch.example.evil.example",
    "https://evil.example",
    "https://eigenwatch.example@evil.example",
    "https://evil.example#eigenwatch.example",
    "https://eigenwatch.example/path",
    "https://user@eigenwatch.example",
    "https://eigenwatch.example, https://evil.example",
    "https:eigenwatch.example",
    "file://",
    "chrome-extension://eigenwatch.example",
    "eigenwatch.example",
  ])("with the origin %s, whatever Sec-Fetch-Site says", (origin) => {
    expect(isForeign(says(origin), ours)).toBe(true);
    expect(isForeign(says(origin, "same-origin"), ours)).toBe(true);
  });

  test.each(["cross-site", "same-site", "x"])("from %s", (fetchSite) => {
    expect(isForeign(says(undefined, fetchSite), ours)).toBe(true);
    expect(isForeign(says(ours.origin, fetchSite), ours)).toBe(true);
  });
});

describe("a mutation", () => {
  let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
  let served: Awaited<ReturnType<typeof serveCalls>>;
  beforeAll(async () => {
    user = await createUserTestDatabase();
    const databases = { analytics: undefined as never, user: user.db };
    served = await serveCalls(async (headers, http) => {
      const answer = http?.answer ?? new Headers();
      return { ...contextFor("VISITOR", databases), http: { headers, answer } };
    });
  });
  afterAll(() => Promise.all([served.close(), user.drop()]));

  // The test's server listens at another address than the configured site: only the setting counts.
  test.each([
    [{}, 200],
    [{ origin: site.origin }, 200],
    [{ origin: site.origin.toUpperCase(), "sec-fetch-site": "same-origin" }, 200],
    [{ origin: "null", "sec-fetch-site": "same-origin" }, 403],
    [{ origin: "https://evil.example" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
  ])("with %j is answered with %i", async (headers: Record<string, string>, status) => {
    const answer = await served.call("account.session.nonce", {}, { method: "POST", headers });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.message).toBe(MUST_BE_OURS);
  });

  test("from the address that it was sent to is foreign all the same", async () => {
    const headers = { origin: new URL(served.url).origin };
    const answer = await served.call("account.session.nonce", {}, { method: "POST", headers });
    expect([answer.status, answer.message]).toEqual([403, MUST_BE_OURS]);
  });

  test("in a batch is refused so that a client of ours can read it", async () => {
    const client = createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: served.url, transformer, headers: { "sec-fetch-site": "cross-site" } })],
    });
    const both = [client.account.session.nonce.mutate(), client.account.session.nonce.mutate()];
    for (const outcome of await Promise.allSettled(both))
      expect(outcome).toMatchObject({ reason: { message: MUST_BE_OURS, data: { code: "FORBIDDEN" } } });
  });

  test("of more than 100,000 bytes is refused likewise", async () => {
    const answer = await served.call(
      "account.session.nonce",
      { json: "x".repeat(100_000) },
      { method: "POST" },
    );
    expect([answer.status, answer.message]).toEqual([413, "A call may have at most 100000 bytes."]);
  });
});
