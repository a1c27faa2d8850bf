import { execFileSync } from "node:child_process";
import { chmod, chown, copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { silenceable } from "../testing/silence";
import { type ClientOptions, openClient } from "./client";
import { describeError } from "./describe-error";
import { type Engine, findEngine, reachableFolder } from "./embedded/engine";
import { freePort, initServer, startServer, stopServer } from "./embedded/server";

type Server = { data: string; port: number };
let engine: Engine;
let folder: string;
let encrypted: Server;
let plain: Server;
const file = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });

/** Makes a key and a certificate for a name, signed by an earlier authority or by itself. */
async function makeCertificate(name: string, subject: string, authority?: string) {
  const key = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-keyout",
    `${name}.key`,
  ];
  openssl("req", "-new", ...key, "-subj", subject, "-out", `${name}.csr`);
  await writeFile(
    file(`${name}.ext`),
    authority ? "subjectAltName=DNS:localhost" : "basicConstraints=CA:TRUE",
  );
  const signer = authority
    ? ["-CA", `${authority}.crt`, "-CAkey", `${authority}.key`]
    : ["-signkey", `${name}.key`];
  const made = ["-in", `${name}.csr`, "-out", `${name}.crt`, "-days", "2", "-extfile", `${name}.ext`];
  openssl("x509", "-req", ...made, ...signer, "-set_serial", "1");
}

async function startOne(name: string, settings: Record<string, string>): Promise<Server> {
  const server = { data: join(await reachableFolder(engine, folder), name), port: await freePort() };
  await initServer(engine, server.data, "word");
  for (const one of ["server.crt", "server.key", "authority.crt"]) {
    await copyFile(file(one), join(server.data, one));
    await chmod(join(server.data, one), 0o600);
    if (engine.runAs) await chown(join(server.data, one), engine.runAs.uid, engine.runAs.gid);
  }
  await startServer(engine, server.data, server.port, settings);
  return server;
}

beforeAll(async () => {
  engine = await findEngine();
  folder = await mkdtemp(join(tmpdir(), "client-"));
  await chmod(folder, 0o711);
  await makeCertificate("authority", "/CN=Authority");
  await makeCertificate("stranger", "/CN=Stranger");
  await makeCertificate("server", "/CN=localhost", "authority");
  await makeCertificate("person", "/CN=postgres", "authority");
  const files = { ssl_cert_file: "server.crt", ssl_key_file: "server.key", ssl_ca_file: "authority.crt" };
  encrypted = await startOne("encrypted", { ssl: "on", ...files });
  plain = await startOne("plain", { unix_socket_directories: "." });
});
afterAll(async () => {
  for (const { data } of [encrypted, plain]) {
    await stopServer(engine, data, "immediate");
    await rm(data, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
});

const question = `select current_user as user, coalesce(ssl, false) as tls, client_dn as certificate,
  current_setting('application_name') as name, current_setting('port') as port,
  inet_client_addr() is null as by_socket
  from (select) as one left join pg_stat_ssl on pid = pg_backend_pid()`;

async function ask(url: string, options: ClientOptions = {}) {
  const client = openClient(url, options);
  try {
    return (await client.unsafe(question))[0];
  } catch (error) {
    return describeError(error, "analytics");
  } finally {
    await client.end({ timeout: 1 });
  }
}
const at = ({ port }: { port: number }, query = "", host = "localhost") =>
  `postgresql://postgres:word@${host}:${port}/postgres${query}`;
const trusting = (mode: string, authority = "authority") =>
  `?sslmode=${mode}&sslrootcert=${encodeURIComponent(file(`${authority}.crt`))}`;

describe("encryption", () => {
  it.each(["", "?sslmode=prefer", "?sslmode=allow", "?sslmode=require", "?ssl=true"])(
    "is used with %s where the server has it",
    async (query) => {
      expect(await ask(at(encrypted, query))).toMatchObject({ tls: true });
    },
  );

  it("is not used where it is disabled, or only preferred and not there", async () => {
    expect(await ask(at(encrypted, "?sslmode=disable"))).toMatchObject({ tls: false });
    for (const query of ["", "?sslmode=prefer", "?sslmode=allow"])
      expect(await ask(at(plain, query))).toMatchObject({ tls: false });
  });

  it.each(["?sslmode=require", "?ssl=true", "?sslmode=verify-full&sslrootcert=system"])(
    "with %s refuses a server without it, in one line",
    async (query) => {
      expect(await ask(at(plain, query))).toMatch(/it offers no TLS.*ANALYTICS_DATABASE_URL\.$/);
    },
  );

  it("checks the authority with verify-ca, verify-full, and require with a root certificate", async () => {
    for (const mode of ["verify-ca", "verify-full", "require", "prefer"])
      expect(await ask(at(encrypted, trusting(mode)))).toMatchObject({ tls: true });
    for (const mode of ["verify-ca", "verify-full", "require"])
      expect(await ask(at(encrypted, trusting(mode, "stranger")))).toMatch(
        /^The analytics database does not meet sslmode/,
      );
    expect(await ask(at(encrypted, "?sslrootcert=system"))).toMatch(/does not meet sslmode/);
  });

  it("checks the name with verify-full alone, and by the host where hostaddr says where to go", async () => {
    expect(await ask(at(encrypted, trusting("verify-full"), "127.0.0.1"))).toMatch(
      /IP.*ANALYTICS_DATABASE_URL/,
    );
    expect(await ask(at(encrypted, trusting("verify-ca"), "127.0.0.1"))).toMatchObject({ tls: true });
    const elsewhere = `${trusting("verify-full")}&hostaddr=127.0.0.1`;
    expect(await ask(at(encrypted, elsewhere, "localhost"))).toMatchObject({ tls: true });
    expect(await ask(at(encrypted, elsewhere, "db.example"))).toMatch(/db\.example/);
  });

  it("shows the certificate that sslcert and sslkey hold", async () => {
    const person = `&sslcert=${file("person.crt")}&sslkey=${file("person.key")}`;
    expect(await ask(at(encrypted, trusting("verify-full") + person))).toMatchObject({
      certificate: "/CN=postgres",
    });
    const mixed = `?sslcert=${file("person.crt")}&sslkey=${file("server.key")}`;
    expect(() => openClient(at(encrypted, mixed))).toThrow(/do not belong together/);
  });
});

describe("the server that is reached", () => {
  it("is the one that host, hostaddr and port of the query name", async () => {
    const nowhere = "postgresql://postgres:word@nowhere.invalid:1/postgres";
    const port = String(plain.port);
    expect(await ask(`${nowhere}?host=127.0.0.1&port=${port}`)).toMatchObject({ port });
    expect(await ask(`${nowhere}?hostaddr=127.0.0.1&port=${port}`)).toMatchObject({ port });
  });

  it("is behind a socket where the host is a folder", async () => {
    const socket = encodeURIComponent(plain.data);
    for (const url of [
      `postgresql://postgres:word@${socket}:${plain.port}/postgres?sslmode=require`,
      `postgresql:///postgres?user=postgres&password=word&host=${socket}&port=${plain.port}`,
    ])
      expect(await ask(url)).toMatchObject({ by_socket: true });
  });

  it("is found by an IPv6 address", async () => {
    const relay = await silenceable(at(plain), "::1");
    expect(relay.url).toContain("@[::1]:");
    expect(await ask(relay.url)).toMatchObject({ user: "postgres" });
    relay.close();
  });

  it("has to be as target_session_attrs says, but for what we ourselves make read-only", async () => {
    const asking = (attributes: string) => at(plain, `?target_session_attrs=${attributes}`);
    for (const attributes of ["any", "read-write", "primary", "prefer-standby"])
      expect(await ask(asking(attributes))).toMatchObject({ user: "postgres" });
    for (const attributes of ["read-only", "standby"])
      expect(await ask(asking(attributes))).toMatch(/target_session_attrs/);
    const settings = { default_transaction_read_only: "on" };
    for (const attributes of ["read-write", "read-only", "primary"])
      expect(await ask(asking(attributes), { settings })).toMatchObject({ user: "postgres" });
  });
});

describe("the environment", () => {
  const variables = {
    PGHOST: "nowhere.invalid",
    PGPORT: "1",
    PGUSER: "nobody",
    PGPASSWORD: "word",
    PGDATABASE: "nothing",
    PGSSL: "require",
    PGAPPNAME: "strange",
    PGTARGETSESSIONATTRS: "standby",
    PGTARGET_SESSION_ATTRS: "standby",
    PGMAX: "0",
    PGPREPARE: "false",
    PGCONNECT_TIMEOUT: "0.001",
  };
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("changes nothing: PG* variables are not read", async () => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    expect(await ask(at(plain))).toMatchObject({ user: "postgres", tls: false, name: "eigenwatch" });
    expect(await ask(`postgresql://postgres@127.0.0.1:${plain.port}/postgres`)).toMatch(
      /refused the sign-in/,
    );
  });
});

it("names itself as application_name says", async () => {
  const name = "?application_name=web";
  expect(await ask(at(plain, name))).toMatchObject({ name: "web" });
  const listener = { applicationName: "eigenwatch-listener" };
  expect(await ask(at(plain, name), listener)).toMatchObject({ name: "web-listener" });
});

const ownAddress = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

it.skipIf(!ownAddress)(
  "says once that another machine is reached in the clear, and nothing of its own",
  async () => {
    let told = 0;
    const askTwice = async (url: string) => {
      told = 0;
      const client = openClient(url, { max: 2, onClear: () => told++ });
      await Promise.all([client.unsafe("select pg_sleep(0.1)"), client.unsafe("select pg_sleep(0.1)")]);
      await client.end();
      return told;
    };
    const toPlain = await silenceable(at(plain), ownAddress);
    const toEncrypted = await silenceable(at(encrypted), ownAddress);
    expect(await askTwice(toPlain.url)).toBe(1);
    expect(await askTwice(`${toEncrypted.url}?sslmode=disable`)).toBe(1);
    expect(await askTwice(toEncrypted.url)).toBe(0);
    expect(await askTwice(at(plain))).toBe(0);
    toPlain.close();
    toEncrypted.close();
  },
);
