import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../postgres/embedded/server";
import { redisProgram, startRedis, type TestRedis } from "../testing/redis";
import { checkRedis } from "./check-redis";

if (!redisProgram) console.warn("Redis is not installed: wrong settings of it were not tried.");

const ACL = "~eigenwatch:* resetchannels -@all +@connection +eval +get +set +incrby +pttl +del +scan +info";
const REFUSALS = {
  password: "REDIS_URL refuses its user or password.",
  rights: "REDIS_URL may not do what limits need: see docs/operate/redis.md.",
  host: "REDIS_URL has a host name that cannot be resolved.",
  other: "REDIS_URL does not lead to a Redis.",
  database: "REDIS_URL names a database that Redis does not have.",
  tls: "REDIS_URL leads to a server without valid TLS.",
};

describe.runIf(redisProgram)("a start with Redis", () => {
  const folder = mkdtempSync(join(tmpdir(), "redis-tls-"));
  const file = (name: string) => join(folder, name);
  let plain: TestRedis;
  let guarded: TestRedis;
  let encrypted: TestRedis;
  let tlsPort: string;
  const web = createServer((_, response) => response.end("no Redis"));
  beforeAll(async () => {
    const made = [
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
    ];
    const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const out = ["-keyout", file("key"), "-out", file("certificate")];
    execFileSync("openssl", ["req", ...made, ...named, ...out], { stdio: "pipe" });
    web.listen(0, "127.0.0.1");
    tlsPort = String(await freePort());
    const tls = [
      "--tls-cert-file",
      file("certificate"),
      "--tls-key-file",
      file("key"),
      "--tls-auth-clients",
      "no",
    ];
    [plain, guarded, encrypted] = await Promise.all([
      startRedis(),
      startRedis([
        ...["--user", "default", "off"],
        ...["--user", "eigenwatch", "on", ">p%40ss word", ...ACL.split(" ")],
        ...["--user", "reader", "on", ">secret", "~*", "+@read", "+@connection"],
      ]),
      startRedis(["--tls-port", tlsPort, ...tls]),
    ]);
  });
  afterAll(async () => {
    web.close();
    await Promise.all([plain, guarded, encrypted].map(({ stop }) => stop()));
    rmSync(folder, { recursive: true });
  });

  const at = (port: number | string, who = "") => `redis://${who}127.0.0.1:${port}`;
  it.each([
    ["a wrong password", () => at(guarded.port, "eigenwatch:secret-but-wrong@"), REFUSALS.password],
    ["no password", () => at(guarded.port), REFUSALS.password],
    ["a user who may only read", () => at(guarded.port, "reader:secret@"), REFUSALS.rights],
    ["a host that does not exist", () => "redis://eigenwatch:secret@no-such-host.invalid", REFUSALS.host],
    ["a web server", () => at((web.address() as AddressInfo).port, ":secret@"), REFUSALS.other],
    ["a database number that is too high", () => `${at(plain.port)}/99`, REFUSALS.database],
    ["a certificate that nobody trusts", () => `rediss://:secret@localhost:${tlsPort}`, REFUSALS.tls],
  ])("refuses %s in one line without the password", async (_, url, line) => {
    const said = await checkRedis(url()).then(JSON.stringify, ({ message }: Error) => message);
    expect(said).toBe(line);
    expect(said).not.toContain("secret");
  });

  it("passes with a user who may do only what the docs name, and leaves nothing", async () => {
    const escaped = encodeURIComponent("p%40ss word");
    const state = await checkRedis(at(guarded.port, `eigenwatch:${escaped}@`));
    expect(state).toMatchObject({ isReplica: false, isFull: false, evictsBy: undefined });
    expect(await checkRedis(`${at(plain.port)}/3`)).toMatchObject({ isReplica: false });
    expect(await plain.ask("INFO", "keyspace")).not.toContain("db");
  });

  it("passes over TLS with an authority of NODE_EXTRA_CA_CERTS", async () => {
    const script = `import { checkRedis } from "./db/redis/check-redis";
      const { isReplica } = await checkRedis("rediss://localhost:${tlsPort}") ?? {}; console.log("replica:", isReplica);`;
    const node = [process.execPath, "--import", "tsx", "--input-type=module", "-e", script];
    const { stdout, stderr } = spawnSync("env", [`NODE_EXTRA_CA_CERTS=${file("certificate")}`, ...node], {
      encoding: "utf8",
    });
    expect([stdout, stderr]).toEqual(["replica: false\n", ""]);
  });

  it("goes on with a cluster that is down, since it may come back", async () => {
    const cluster = await startRedis(["--cluster-enabled", "yes"]);
    const said = await checkRedis(cluster.url).catch(String);
    await cluster.stop();
    expect(said).toMatchObject({ isReplica: false, refusesBy: "CLUSTERDOWN" });
  });

  it("goes on where nothing answers, since that may come back", async () => {
    expect(await checkRedis("redis://127.0.0.1:1")).toBeUndefined();
  });
});
