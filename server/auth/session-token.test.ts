import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { env } from "../env";
import { SESSION_COOKIE } from "./cookies";
import { sessionTokenOf } from "./session-token";

const token = { sessionId: "00000000-0000-4000-8000-000000000001", secret: "s" };
const sent = (cookie: string) => new Headers({ cookie: `${SESSION_COOKIE}=${cookie}` });
const cookieOf = (padding: number) =>
  encode({ token: { ...token, padding: "x".repeat(padding) }, secret: env.NEXTAUTH_SECRET });

test("reads a cookie of up to 4096 characters and no longer one, though it is encrypted by us", async () => {
  const short = await cookieOf(2500);
  expect(short.length).toBeLessThanOrEqual(4096);
  expect(await sessionTokenOf(sent(short))).toEqual(token);
  const long = await cookieOf(3100);
  expect(long.length).toBeGreaterThan(4096);
  expect(await sessionTokenOf(sent(long))).toBeUndefined();
});
