import { createTRPCUntypedClient, type TRPCClientError } from "@trpc/client";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { GATEWAYS, serve } from "@/app/_failures/testing-gateway";
import { UNANSWERED } from "@/app/_failures/unanswered";
import { serveVisitors } from "@/server/http/testing-visitors";
import { type AppRouter, appRouter } from "@/server/trpc/router";
import { links } from "./links";
import { retry } from "./query-client";

const typed = z.object({ _def: z.object({ type: z.enum(["query", "mutation"]) }) });
const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => ({
  path,
  isQuery: typed.parse({ ...procedure })._def.type === "query",
}));
type Failure = TRPCClientError<AppRouter>;

/** Returns the failures of calling every procedure at once, as a page does, and then each in its own request. */
async function failuresAt(origin: string): Promise<Failure[]> {
  const client = createTRPCUntypedClient<AppRouter>({ links: links(origin) });
  const call = async ({ path, isQuery }: (typeof procedures)[number]) =>
    await (isQuery ? client.query(path) : client.mutation(path)).then(
      (answer) => {
        throw new Error(`${path} was answered: ${JSON.stringify(answer)}`);
      },
      (error: Failure) => error,
    );
  const together = await Promise.all(procedures.map(call));
  const alone: Failure[] = [];
  for (const procedure of procedures) alone.push(await call(procedure));
  return [...together, ...alone];
}

describe("every query and every change says one sentence of ours", () => {
  test("there are both, and many", () => {
    expect(procedures.filter(({ isQuery }) => isQuery).length).toBeGreaterThan(60);
    expect(procedures.filter(({ isQuery }) => !isQuery).length).toBeGreaterThan(10);
  });

  const EXPECTED: Record<string, string> = {
    "the 502 page of nginx": UNANSWERED.busy,
    "an empty 504": UNANSWERED.busy,
    "a 503 of a load balancer in JSON": UNANSWERED.busy,
    "the 403 page of a CDN": UNANSWERED.refused,
    "a 403 of a CDN in text": UNANSWERED.refused,
    "a 403 of a gateway in JSON": UNANSWERED.refused,
    "a 413 of nginx": UNANSWERED.tooLarge,
    "a 429 of a CDN": UNANSWERED.tooMany,
    "a captive portal with 200": UNANSWERED.foreign,
    "a captive portal with a redirect": UNANSWERED.foreign,
    "an empty 200": UNANSWERED.foreign,
    "JSON of something else": UNANSWERED.brokenOff,
    "a list of something else": UNANSWERED.brokenOff,
    "JSON that is null": UNANSWERED.brokenOff,
    "JSON that ends early": UNANSWERED.brokenOff,
    "an answer that breaks off": UNANSWERED.brokenOff,
    "a connection that is cut": UNANSWERED.unreachable,
  };

  test.each(Object.keys(GATEWAYS))("%s", async (kind) => {
    const gateway = await serve(GATEWAYS[kind] ?? (() => {}));
    const failures = await failuresAt(gateway.origin);
    await gateway.close();
    expect(new Set(failures.map(({ message }) => message))).toEqual(new Set([EXPECTED[kind]]));
    expect(failures.every(({ data }) => data === undefined || data === null)).toBe(true);
  });

  test("nobody listens, and the browser is offline", async () => {
    const gateway = await serve(() => {});
    await gateway.close();
    const unreachable = await failuresAt(gateway.origin);
    expect(new Set(unreachable.map(({ message }) => message))).toEqual(new Set([UNANSWERED.unreachable]));
    vi.stubGlobal("navigator", { onLine: false });
    const offline = await failuresAt(gateway.origin);
    expect(new Set(offline.map(({ message }) => message))).toEqual(new Set([UNANSWERED.offline]));
  });
  afterEach(() => void vi.unstubAllGlobals());

  test("values that cannot be revived", async () => {
    const data = { json: "x", meta: { values: "x", v: 1 } };
    const gateway = await serve(({ url = "" }, answer) => {
      const count = url.split("?")[0]?.split(",").length ?? 1;
      answer.writeHead(200, { "content-type": "application/json" });
      answer.end(JSON.stringify(Array.from({ length: count }, () => ({ result: { data } }))));
    });
    const failures = await failuresAt(gateway.origin);
    await gateway.close();
    expect(new Set(failures.map(({ message }) => message))).toEqual(new Set([UNANSWERED.foreign]));
  });
});

describe("what the server says stays what it said", () => {
  let server: Awaited<ReturnType<typeof serveVisitors>>;
  let client: ReturnType<typeof createTRPCUntypedClient<AppRouter>>;
  beforeAll(async () => {
    server = await serveVisitors();
    client = createTRPCUntypedClient<AppRouter>({ links: links(server.origin) });
  });
  afterAll(() => server.close());

  test("answers, and refusals of one call or of all", async () => {
    expect(await client.query("account.viewer")).toEqual({ tier: "VISITOR" });
    expect(await client.query("analytics.network.freshness")).toBeDefined();
    const refused = { message: "Sign in to use this.", data: { code: "UNAUTHORIZED" } };
    await expect(client.query("account.watchlist.keys")).rejects.toMatchObject(refused);
    const together = [client.query("account.viewer"), client.query("account.profile.get")];
    const [, second] = await Promise.allSettled(together);
    expect(second).toMatchObject({ status: "rejected", reason: refused });
  });

  test("a call that this version no longer has says to load the page again", async () => {
    await expect(client.query("account.former")).rejects.toMatchObject({
      message:
        "EigenWatch has no such call. If it was updated since this page was opened, load the page again.",
      data: { code: "NOT_FOUND" },
    });
  });

  test("a call that was given up is no failure of a network", async () => {
    const given = new AbortController();
    const call = client.query("account.viewer", undefined, { signal: given.signal });
    given.abort();
    await expect(call).rejects.toMatchObject({ cause: { name: "AbortError" } });
  });

  test("what is too large", async () => {
    const large = client.mutation("account.emails.add", { email: "x".repeat(200_000) });
    await expect(large).rejects.toMatchObject({ data: { code: "PAYLOAD_TOO_LARGE" } });
  });
});

test("what may be answered a moment later is asked again, at most twice, and nothing else", async () => {
  const asked = async (kind: string) => {
    const gateway = await serve(GATEWAYS[kind] ?? (() => {}));
    const [failure] = await failuresAt(gateway.origin);
    await gateway.close();
    return [0, 1, 2].map((failures) => retry(failures, failure));
  };
  expect(await asked("an empty 504")).toEqual([true, true, false]);
  expect(await asked("a connection that is cut")).toEqual([true, true, false]);
  expect(await asked("the 403 page of a CDN")).toEqual([false, false, false]);
  expect(await asked("a captive portal with 200")).toEqual([false, false, false]);
});
