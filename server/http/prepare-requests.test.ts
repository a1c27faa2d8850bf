import { once } from "node:events";
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Drain } from "./drain";
import { prepareRequests } from "./prepare-requests";
import { remoteAddressOf } from "./remote-address";
import { SECURITY_HEADERS } from "./security-headers";

/** A server like Next's: it exists before our code runs, and does not know of it. */
let handle: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => handle(request, response));
server.on("upgrade", (_, socket) => socket.destroy());
const portOf = (one: Server) => (one.address() as AddressInfo).port;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  prepareRequests(true);
});
beforeEach(() => {
  handle = (_, response) => response.end("page");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Returns the status line and headers of the answer to raw bytes. */
async function send(text: string) {
  const socket = connect(portOf(server), "127.0.0.1").setEncoding("latin1");
  let said = "";
  socket.on("data", (part) => {
    said += part;
  });
  socket.write(text);
  await once(socket, "close");
  const [head = "", body] = said.split("\r\n\r\n");
  const [line = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((one) => [one.slice(0, one.indexOf(":")).toLowerCase(), one.slice(one.indexOf(":") + 2)]),
  );
  return { status: Number(line.split(" ")[1]), headers, body };
}
const ask = (line: string, ...headers: string[]) =>
  send([`${line} HTTP/1.1`, "Host: localhost", "Connection: close", ...headers, "", ""].join("\r\n"));

describe("every answer has the security headers", () => {
  test.each<[string, number, () => ReturnType<typeof send>]>([
    ["a page", 200, () => ask("GET /")],
    ["TRACE", 405, () => ask("TRACE /")],
    ["OPTIONS *", 204, () => ask("OPTIONS *")],
    ["GET *", 400, () => ask("GET *")],
    ["OPTIONS of a page", 204, () => ask("OPTIONS /operators")],
    ["DELETE of a page", 405, () => ask("DELETE /operators?page=2")],
    ["POST to a file", 405, () => ask("POST /_next/static/a.js", "Content-Length: 0")],
    ["POST to a call", 200, () => ask("POST /api/trpc/account.viewer", "Content-Length: 0")],
    ["an expectation", 417, () => ask("GET /", "Expect: cake")],
    ["CONNECT", 501, () => ask("CONNECT example.com:443")],
    ["no host", 400, () => send("GET / HTTP/1.1\r\n\r\n")],
    ["nonsense", 400, () => send("NONSENSE\r\n\r\n")],
    ["headers that are too large", 431, () => ask("GET /", `X-Large: ${"a".repeat(20_000)}`)],
  ])("%s: %i", async (_, status, sent) => {
    const answer = await sent();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(SECURITY_HEADERS);
    if (status === 405) expect(answer.headers.allow).toMatch(/^GET, HEAD/);
  });

  test("and a route's own policy stands", async () => {
    handle = (_, response) => response.setHeader("content-security-policy", "sandbox").end();
    expect((await ask("GET /")).headers["content-security-policy"]).toBe("sandbox");
    handle = (_, response) => response.writeHead(200, { "Content-Security-Policy": "sandbox" }).end();
    expect((await ask("GET /")).headers["content-security-policy"]).toBe("sandbox");
  });
});

describe("a request reaches Next", () => {
  test("with the other end of its connection, whatever the client claims", async () => {
    const seen: (string | null)[] = [];
    handle = ({ headers }, response) => {
      seen.push(remoteAddressOf(new Headers(headers as HeadersInit)));
      response.end();
    };
    await ask("GET /", "X-EigenWatch-Remote-Address: 8.8.8.8");
    expect(seen).toEqual(["127.0.0.1"]);
    expect(remoteAddressOf(new Headers({ "x-eigenwatch-remote-address": "8.8.8.8" }))).toBeNull();
  });

  test("by its path, without conditions that Next fails on, and without an offer of HTTP/2", async () => {
    handle = ({ url, headers }, response) =>
      response.end(JSON.stringify([url, headers.range, headers["if-match"]]));
    const answer = await ask("GET http://evil.example/operators?page=2", "Range: bytes=99-", 'If-Match: "a"');
    expect(answer.body).toContain('["/operators?page=2",null,null]');
    const offered = await send(
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n",
    );
    expect(offered.status).toBe(200);
  });
});

const WAITING = 12;
/** Opens connections from another thread, reports when all are open, and then sends a request on each. */
const CLIENTS = `
  const { connect } = require("node:net");
  const { parentPort, workerData: { port, connected } } = require("node:worker_threads");
  const once = (socket, event) => new Promise((done) => socket.once(event, done));
  (async () => {
    const sockets = Array.from({ length: ${WAITING} }, () => connect(port, "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    Atomics.store(connected, 0, 1);
    Atomics.notify(connected, 0);
    const answers = sockets.map(async (socket) => {
      let text = "";
      socket.setEncoding("utf8").on("data", (part) => { text += part; }).on("error", ({ code }) => { text += code; });
      socket.write("GET / HTTP/1.1\\r\\nhost: here\\r\\n\\r\\n");
      await once(socket, "close");
      return /^HTTP\\/1.1 (\\d+)/.exec(text)?.[1] ?? text;
    });
    parentPort.postMessage(await Promise.all(answers));
  })();
`;

describe("the drain", () => {
  const agent = new Agent({ keepAlive: true });
  const get = (port: number, path: string) =>
    new Promise<{ status: number; connection: string | undefined; body: string }>((resolve, reject) => {
      request({ port, path, agent, host: "127.0.0.1" }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (text) => {
          body += text;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body }),
        );
      })
        .on("error", reject)
        .end();
    });

  test("answers connections that still waited in the kernel when it started", async () => {
    const drain = new Drain();
    const busy = createServer((_, response) => {
      drain.owe(response);
      response.end("now");
    });
    drain.follow(busy);
    await once(busy.listen(0, "127.0.0.1"), "listening");
    const connected = new Int32Array(new SharedArrayBuffer(4));
    const clients = new Worker(CLIENTS, { eval: true, workerData: { port: portOf(busy), connected } });
    const answered = once(clients, "message");
    await once(clients, "online");
    // This thread accepts no connection until all clients are connected.
    Atomics.wait(connected, 0, 0);
    await drain.run(5000);
    expect((await answered)[0]).toEqual(Array(WAITING).fill("200"));
  });

  test("finishes what was asked, closes what is idle, and does not wait for what hangs", async () => {
    const drain = new Drain();
    const waiting = new Map<string | undefined, ServerResponse>();
    const draining = createServer((asked, response) => {
      drain.owe(response);
      if (asked.url === "/now") response.end("now");
      else waiting.set(asked.url, response);
    });
    drain.follow(draining);
    draining.listen(0, "127.0.0.1");
    await once(draining, "listening");
    const port = portOf(draining);
    expect(await get(port, "/now")).toMatchObject({ status: 200, connection: "keep-alive" });
    const slow = get(port, "/slow");
    const hanging = get(port, "/hangs");
    while (waiting.size < 2) await setTimeout(5);
    const neverAsked = connect(port, "127.0.0.1");
    await once(neverAsked, "connect");
    const ends = Promise.all([once(neverAsked, "close"), expect(hanging).rejects.toThrow()]);

    const done = drain.run(1000);
    await expect.poll(() => draining.listening, { timeout: 60_000 }).toBe(false);
    expect(drain.hasStarted).toBe(true);
    await expect(fetch(`http://127.0.0.1:${port}/now`)).rejects.toThrow();
    waiting.get("/slow")?.end("slow");
    expect(await slow).toMatchObject({ status: 200, body: "slow" });
    await done;
    await ends;
  });
});
