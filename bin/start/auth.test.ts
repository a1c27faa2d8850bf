import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { launcherSettings } from "@/server/settings/launcher";
import { authEnvironment } from "./auth";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "auth-"));
});
afterEach(() => rm(folder, { recursive: true }));

const settings = (env: Record<string, string> = {}) =>
  launcherSettings({ NODE_ENV: "production", DATA_DIR: join(folder, "data"), PORT: "3456", ...env });

describe("what the launcher tells sign-in", () => {
  it("is the port and a random secret of this user's own, the same at every start", async () => {
    const [one, other] = await Promise.all([authEnvironment(settings()), authEnvironment(settings())]);
    expect(one).toEqual(other);
    expect(one.NEXTAUTH_URL).toBe("http://localhost:3456");
    expect(Buffer.from(one.NEXTAUTH_SECRET, "base64url")).toHaveLength(32);
    expect((await stat(join(folder, "data/auth-secret"))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, "data"))).toEqual(["auth-secret"]);
    expect(await authEnvironment(settings())).toEqual(one);
  });

  it("makes a new secret where the file is damaged", async () => {
    const { NEXTAUTH_SECRET: first } = await authEnvironment(settings());
    await writeFile(join(folder, "data/auth-secret"), "short");
    const { NEXTAUTH_SECRET: second } = await authEnvironment(settings());
    expect(second).toHaveLength(first.length);
    expect(second).not.toBe(first);
  });

  it("is what is set, where it is set", async () => {
    const set = { NEXTAUTH_URL: "https://eigenwatch.example", NEXTAUTH_SECRET: "x".repeat(32) };
    expect(await authEnvironment(settings(set))).toEqual(set);
    expect((await authEnvironment(settings({ PUBLIC_URL: "http://127.0.0.1:99" }))).NEXTAUTH_URL).toBe(
      "http://127.0.0.1:99",
    );
  });

  it("is refused without a secret where others come to", async () => {
    const asked = authEnvironment(settings({ NEXTAUTH_URL: "https://eigenwatch.example" }));
    await expect(asked).rejects.toThrow(/^NEXTAUTH_SECRET is not set\. .*openssl/);
  });
});
