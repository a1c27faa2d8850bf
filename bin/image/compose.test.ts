import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { roleStatements } from "@/db/roles/statements";
import { problemOfAuthSettings } from "@/server/auth/settings";
import { env } from "@/server/env";
import { readSettings } from "@/server/settings/read";
import { settings } from "@/server/settings/schema";

const FOLDER = "docs/operate/compose";
const read = (file: string) => readFileSync(join(FOLDER, file), "utf8");
const text = read("compose.yml");

const service = z.object({
  image: z.string(),
  build: z.object({ context: z.string() }).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  volumes: z.array(z.string()).default([]),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  networks: z.array(z.string()),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]),
});
const { services, configs, networks, volumes } = z
  .object({
    services: z.record(z.string(), service),
    configs: z.record(z.string(), z.object({ content: z.string() })),
    networks: z.record(z.string(), z.unknown()),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parse(text, { merge: true }));
const all = Object.entries(services);
const ours = all.filter(([, { image }]) => image.startsWith("eigenwatch:"));
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/** Returns the variables that make-env.sh writes. */
function madeVariables(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "compose-"));
  try {
    const file = join(folder, ".env");
    execFileSync("sh", [join(FOLDER, "make-env.sh"), "https://eigenwatch.example.org", file]);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return Object.fromEntries(lines.map((line) => line.split("=", 2)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const made = madeVariables();
const filled = (value: string | number) =>
  String(value).replace(/\$\{(\w+):\?\}/g, (_, name) => made[name] ?? "");

it("has the services of an installation, each image held to a version, ours to this one", () => {
  const names =
    "analytics analytics-replica grafana haproxy mail migrate pgbouncer prometheus users web-1 web-2 worker";
  expect(Object.keys(services).sort()).toEqual(names.split(" "));
  for (const [, { image }] of all) expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+(\.\d+)?(-[\w.]+)?$/);
  expect(ours.map(([name]) => name).sort()).toEqual(["migrate", "web-1", "web-2", "worker"]);
  expect(ours.filter(([, { image }]) => image !== `eigenwatch:${version}`)).toEqual([]);
});

it("mounts files that exist, and refers to services, networks, volumes and configs that exist", () => {
  for (const [, { volumes: mounts, depends_on, networks: joined, configs: given, build }] of all) {
    for (const mount of mounts) {
      const [source = ""] = mount.split(":");
      expect(source.startsWith(".") ? existsSync(join(FOLDER, source)) : source in volumes, mount).toBe(true);
    }
    for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on))
      expect(Object.keys(services)).toContain(name);
    for (const name of joined) expect(Object.keys(networks)).toContain(name);
    for (const { source } of given) expect(Object.keys(configs)).toContain(source);
    if (build) expect(existsSync(join(FOLDER, build.context, "Dockerfile"))).toBe(true);
  }
});

/** Returns the services that share a network with one. */
const near = (name: string) =>
  all.filter(([, other]) => other.networks.some((n) => services[name]?.networks.includes(n))).map(([n]) => n);

it("leads each address in a URL or a file to a service on a network of the asker", () => {
  const urls = ours.flatMap(([name, { environment }]) =>
    Object.entries(environment).flatMap(([key, value]) => {
      const host = /^(?:postgresql|smtp):\/\/(?:[^@]*@)?([\w-]+):\d+/.exec(filled(value))?.[1];
      return host ? [{ name, key, host }] : [];
    }),
  );
  // The migrator waits for no mail server and asks no analytics database.
  const asked = urls.filter(({ name, key }) => name !== "migrate" || key.endsWith("DATABASE_DIRECT_URL"));
  expect(asked.length).toBeGreaterThan(12);
  for (const { name, host } of asked) expect(near(name)).toContain(host);
  const inFiles = (asker: string, file: string, pattern: RegExp) => {
    const hosts = Array.from(read(file).matchAll(pattern), ([, host]) => host);
    expect(hosts.length, file).toBeGreaterThan(0);
    for (const host of hosts) expect(near(asker)).toContain(host);
  };
  inFiles("haproxy", "haproxy.cfg", /^ +server \S+ ([\w-]+):\d+/gm);
  inFiles("pgbouncer", "pgbouncer.ini", /host=([\w-]+)/g);
  inFiles("prometheus", "prometheus.yml", /([\w-]+):3000/g);
  inFiles("grafana", "grafana/datasource.yml", /http:\/\/([\w-]+):/g);
});

it("sets only variables of the one schema, whose values are valid and accepted by a start in production", () => {
  const names = settings.keyof().options as string[];
  for (const [, { environment }] of ours) {
    expect(Object.keys(environment).filter((name) => !names.includes(name))).toEqual([]);
    const values = Object.fromEntries(Object.entries(environment).map(([k, v]) => [k, filled(v)]));
    expect(() => readSettings(values)).not.toThrow();
  }
  const secret = {
    ...env,
    NODE_ENV: "production" as const,
    NEXTAUTH_SECRET: made.NEXTAUTH_SECRET ?? "",
    hasSecret: true,
  };
  expect(problemOfAuthSettings(secret, new URL(made.PUBLIC_URL ?? ""))).toBeUndefined();
});

it("has no secret: each comes from a variable without a default, which make-env.sh makes at random", () => {
  const used = new Set(Array.from(text.matchAll(/\$\{(\w+)(:\?)?/g), ([, name]) => name));
  expect([...used].sort()).toEqual(Object.keys(made).sort());
  expect(Array.from(text.matchAll(/\$\{\w+\b(?!:\?\})/g), String)).toEqual([]);
  const secrets = Object.entries(made).filter(([name]) => name !== "PUBLIC_URL");
  expect(new Set(secrets.map(([, value]) => value)).size).toBe(secrets.length);
  for (const [, value] of secrets) expect(value).toMatch(/^[\da-f]{64}$/);
  const given = all.flatMap(([, { environment }]) => Object.entries(environment));
  const literal = given.filter(
    ([name, value]) => /PASSWORD|SECRET|TOKEN/.test(name) && !/^\$\{/.test(String(value)),
  );
  expect(literal).toEqual([]);
});

it("makes the roles that `npm run db -- roles --print` prints", () => {
  const printed = roleStatements({
    analyticsDatabase: "eigenlayer_analytics",
    userDatabase: "eigenwatch_users",
    isOneDatabase: false,
    roles: {
      reader: "eigenwatch_reader",
      application: "eigenwatch_app",
      migrator: "eigenwatch_migrator",
      monitor: "eigenwatch_monitor",
    },
  });
  const statements = (sql: string) => sql.split("\n").filter((line) => line !== "" && !line.startsWith("--"));
  const between = (file: string) =>
    Array.from(read(file).matchAll(/^-- begin\n([\s\S]*?)^-- end$/gm), ([, part = ""]) => part).join("");
  const anyPassword = (line: string) => line.replace(/password .*;/, "password …;");
  const inFiles = ["analytics.sql", "users.sql"].flatMap((file) => statements(between(file)));
  // The monitor is a role of both servers.
  expect(new Set(inFiles.map(anyPassword))).toEqual(new Set(statements(printed).map(anyPassword)));
});
