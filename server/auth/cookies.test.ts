import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function cookiesOn(url: string) {
  vi.resetModules();
  vi.stubEnv("NEXTAUTH_URL", url);
  return await import("./cookies");
}

test("on https every cookie is for this host alone, and never sent in the clear", async () => {
  const { nonceCookie, SESSION_COOKIE, COOKIE_OPTIONS } = await cookiesOn("https://eigenwatch.example");
  expect(SESSION_COOKIE).toBe("__Host-eigenwatch.session");
  expect(COOKIE_OPTIONS).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
  expect(nonceCookie("s", 300)).toBe(
    "__Host-eigenwatch.nonce=s; Max-Age=300; Path=/; HttpOnly; Secure; SameSite=Lax",
  );
});

test("takes no browser's secret that is not one of ours by its form", async () => {
  const { browserSecretOf } = await cookiesOn("http://localhost:3000");
  const of = (cookie: string) => browserSecretOf(new Headers({ cookie }));
  const secret = "a".repeat(43);
  expect(of(`eigenwatch.nonce=${secret}`)).toBe(secret);
  for (const cookie of [
    "",
    "eigenwatch.nonce=",
    "eigenwatch.nonce=short",
    `eigenwatch.nonce=${secret}%00`,
    "=;=;;",
  ])
    expect(of(cookie)).toBeUndefined();
});
