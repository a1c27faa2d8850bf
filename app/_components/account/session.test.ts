import type { RequestListener } from "node:http";
import { afterEach, describe, expect, test, vi } from "vitest";
import { GATEWAYS, serve } from "@/app/_failures/testing-gateway";
import { UNANSWERED } from "@/app/_failures/unanswered";
import { SIGN_IN_ERRORS } from "@/server/auth/statements";
import { closeSession, openSession, readSession } from "./session";

const SIGNED = { message: "words", signature: "0x" };
const SENTENCES: string[] = Object.values(UNANSWERED);
/** Sets the origin of the page, which a browser knows and Node does not. */
function at(origin: string) {
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => fetch(new URL(path, origin), init));
}
afterEach(() => void vi.unstubAllGlobals());

const csrf: RequestListener = (_, answer) => void answer.end('{"csrfToken":"a"}');
const json = (status: number, body: unknown): RequestListener => {
  return (_, answer) =>
    void answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

describe.each(Object.keys(GATEWAYS))("%s", (kind) => {
  const gateway = GATEWAYS[kind] ?? csrf;

  test.each([
    ["from the first call on", gateway],
    [
      "after the first call",
      (request, answer) => (request.url?.endsWith("/csrf") ? csrf : gateway)(request, answer),
    ],
  ] as [string, RequestListener][])("neither signs in nor out, %s", async (_, listener) => {
    const server = await serve(listener);
    at(server.origin);
    const said = [await openSession(SIGNED), await closeSession()];
    expect(said.filter((sentence) => SENTENCES.includes(String(sentence)))).toHaveLength(2);
    await server.close();
  });

  test("is no news about a session", async () => {
    const server = await serve(gateway);
    at(server.origin);
    expect(await readSession()).toBeUndefined();
    await server.close();
  });
});

test("what the server says of a sign-in and a session stays what it said", async () => {
  const user = { address: "0xaa", tier: "PRO", name: null };
  const answers: Record<string, RequestListener> = {
    "/api/auth/csrf": csrf,
    "/api/auth/callback/siwe": json(401, { error: "EXPIRED", message: SIGN_IN_ERRORS.EXPIRED }),
    "/api/auth/signout": json(200, { url: "/" }),
    "/api/auth/session": json(200, { user }),
  };
  const server = await serve((request, answer) => answers[request.url ?? ""]?.(request, answer));
  at(server.origin);
  expect(await openSession(SIGNED)).toBe(SIGN_IN_ERRORS.EXPIRED);
  expect(await closeSession()).toBeUndefined();
  expect(await readSession()).toEqual({ address: "0xaa", tier: "PRO", displayName: null });
  answers["/api/auth/session"] = json(200, {});
  expect(await readSession()).toBeNull();
  answers["/api/auth/session"] = json(503, { error: "UNAVAILABLE", message: SIGN_IN_ERRORS.UNAVAILABLE });
  expect(await readSession()).toBeUndefined();
  answers["/api/auth/csrf"] = json(429, { error: "RATE_LIMITED", message: SIGN_IN_ERRORS.RATE_LIMITED });
  expect(await openSession(SIGNED)).toBe(SIGN_IN_ERRORS.RATE_LIMITED);
  await server.close();
});
