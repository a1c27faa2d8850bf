import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ensureAnalyticsDatabase,
  ensureRoles,
  ensureUserDatabase,
  openAnalyticsToReader,
} from "../db/postgres/embedded/roles";
import { freePort } from "../db/postgres/embedded/server";
import { startThrowawayPostgres, type ThrowawayPostgres } from "../db/postgres/embedded/throwaway";
import { isPortFree } from "./start/port";
import { killLaunched, launch } from "./testing/launch";

afterAll(killLaunched);

/** Returns the output of a launch that must fail, and checks that it is one line. */
async function refusal(settings: Record<string, string>) {
  const { ended, said } = launch({ PORT: String(await freePort()), ...settings });
  expect(await ended).toBe(1);
  const lines = said().trim().split("\n");
  expect(lines).toHaveLength(1);
  return lines[0];
}

describe("with databases of one's own, the launcher says what is wrong", () => {
  let server: ThrowawayPostgres;
  let analytics: URL;
  let user: URL;
  const as = (url: URL, changes: Partial<URL>) => Object.assign(new URL(url), changes).toString();
  const refusalOf = async (analyticsUrl: string, userUrl: string) =>
    await refusal({
      ANALYTICS_DATABASE_URL: analyticsUrl,
      USER_DATABASE_URL: userUrl,
      MIGRATION_DATABASE_URL: as(user, { username: "eigenwatch_migrator", password: "m" }),
    });

  beforeAll(async () => {
    server = await startThrowawayPostgres();
    const admin = postgres(server.url("postgres"), { max: 1 });
    await ensureRoles(admin, { owner: "o", reader: "r", application: "a", migrator: "m" });
    await ensureAnalyticsDatabase(admin, "pipeline");
    await ensureUserDatabase(admin, "accounts");
    await admin.end();
    const inside = postgres(server.url("pipeline"), { max: 1 });
    await openAnalyticsToReader(inside);
    await inside.end();
    analytics = new URL(
      as(new URL(server.url("pipeline")), { username: "eigenwatch_reader", password: "r" }),
    );
    user = new URL(as(new URL(server.url("accounts")), { username: "eigenwatch_app", password: "a" }));
  });
  afterAll(async () => {
    await server.stop();
  });

  it("a wrong password", async () => {
    const said = await refusalOf(as(analytics, { password: "guess" }), user.toString());
    expect(said).toMatch(
      /^The analytics database refused the sign-in.*Check user and password in ANALYTICS_DATABASE_URL\.$/,
    );
    expect(said).not.toContain("guess");
    expect(await refusalOf(analytics.toString(), as(user, { password: "guess" }))).toContain(
      "in USER_DATABASE_URL.",
    );
  });

  it("a host that is not there, a database that does not exist", async () => {
    const nowhere = await refusalOf(as(analytics, { hostname: "nowhere.invalid" }), user.toString());
    expect(nowhere).toBe(
      "The host name of the analytics database cannot be resolved. Check the host in ANALYTICS_DATABASE_URL.",
    );
    expect(await refusalOf(analytics.toString(), as(user, { pathname: "/missing" }))).toContain(
      "does not exist",
    );
  });

  it("a URL that is not one of Postgres, and a port that is no number", async () => {
    const said = await refusal({ ANALYTICS_DATABASE_URL: "mysql://host/db" });
    expect(said).toMatch(/^ANALYTICS_DATABASE_URL is not a Postgres URL\. It looks like postgresql:/);
    expect(await refusal({ PORT: "http" })).toBe(
      'PORT is "http", but must be a whole number from 1 to 65535.',
    );
  });

  it("an analytics role that could write, naming its privileges", async () => {
    const owner = as(analytics, { username: "pipeline_owner", password: "o" });
    const said = await refusalOf(owner, user.toString());
    expect(said).toMatch(/^The analytics role can write.*pipeline_owner is OWNER on database pipeline/);
  });
});

describe("the launcher", () => {
  it("names a port that another program uses, and another way", async () => {
    const other = createServer().listen(0);
    await once(other, "listening");
    const address = other.address();
    const port = address && typeof address === "object" ? address.port : 0;
    expect(await refusal({ PORT: String(port) })).toBe(
      `Another program uses port ${port}. Stop it, or choose a port: PORT=${port + 1} npm start`,
    );
    other.close();
  });

  it("says when the data folder cannot be written", async () => {
    const folder = await mkdtemp(join(tmpdir(), "launcher-"));
    await writeFile(join(folder, "file"), "");
    expect(await refusal({ DATA_DIR: join(folder, "file/data") })).toMatch(
      /Make the folder writable, or set DATA_DIR/,
    );
    await rm(folder, { recursive: true });
  });

  it("starts from nothing, survives being killed, guards its port and data, and stops cleanly", async () => {
    const folder = await mkdtemp(join(tmpdir(), "launcher-"));
    await chmod(folder, 0o711);
    const port = await freePort();
    const settings = { DATA_DIR: folder, PORT: String(port) };

    const killedEarly = launch(settings);
    await killedEarly.says("Making a new Postgres.");
    killedEarly.child.kill("SIGKILL");
    await killedEarly.ended;

    const killedLater = launch(settings);
    await killedLater.says("is ready at");
    killedLater.child.kill("SIGKILL");
    await killedLater.ended;

    const whole = launch(settings);
    await whole.says(`EigenWatch is ready at http://localhost:${port}`);
    const page = await fetch(`http://localhost:${port}/api/health`);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");

    /** In small waves, so that a busy machine counts them all in one place. */
    const statuses = async (path: string, times: number) => {
      const all: number[] = [];
      while (all.length < times) {
        const wave = Array.from({ length: Math.min(4, times - all.length) }, () =>
          fetch(`http://localhost:${port}${path}`),
        );
        all.push(...(await Promise.all(wave)).map((answer) => answer.status));
      }
      return all.sort();
    };
    expect(await statuses("/sitemap.xml", 61)).toEqual([...Array(60).fill(200), 429]);
    expect(await statuses("/slashing?q=nobody", 61)).toEqual([...Array(60).fill(200), 429]);
    const refused = await fetch(`http://localhost:${port}/avs?q=eigen`, { headers: { accept: "text/html" } });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.text()).toContain("Too many pages at once");
    expect((await fetch(`http://localhost:${port}/avs`)).status).toBe(200);

    expect(await refusal(settings)).toContain(`EigenWatch already runs at http://localhost:${port} (process`);
    expect(await refusal({ DATA_DIR: folder })).toContain(
      `is in use by the EigenWatch at http://localhost:${port}`,
    );

    whole.child.kill("SIGTERM");
    expect(await whole.ended).toBe(0);
    await expect(fetch(`http://localhost:${port}/api/health`)).rejects.toThrow();
    const { port: databasePort } = JSON.parse(await readFile(join(folder, "cluster.json"), "utf8"));
    expect(await isPortFree(databasePort)).toBe(true);
    await rm(folder, { recursive: true });
  });
});
