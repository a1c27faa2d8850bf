import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Turns } from "./turns";

const turns = new Turns(new AbortController().signal);
/** Requests that are being handled, by network, and how to answer them. */
const handled: { network: string; response: ServerResponse }[] = [];
const server = createServer((request, response) => {
  const network = String(request.headers["x-network"]);
  turns.take(network, response, () => handled.push({ network, response }));
});
const listening = once(server.listen(0, "127.0.0.1"), "listening");
const agent = new Agent({ keepAlive: true });

const countOf = (network: string) => handled.filter((one) => one.network === network).length;
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 60_000, interval: 5 }).toBe(true);

/** Sends as many requests at once. Returns promises of the status, or of "cut" for a connection that was cut off. */
async function ask(network: string, times: number) {
  await listening;
  const { port } = server.address() as AddressInfo;
  return Array.from({ length: times }, () => {
    const request = get({ port, host: "127.0.0.1", agent, headers: { "x-network": network } });
    const answer = new Promise<number | "cut" | undefined>((done) => {
      request.once("response", (response: IncomingMessage) => done(response.resume().statusCode));
      request.once("error", () => done("cut"));
    });
    return { request, answer };
  });
}
const answerAll = (status: number) => {
  for (const { response } of handled.splice(0))
    (response.headersSent ? response : response.writeHead(status)).end();
};

afterEach(async () => {
  while (handled.length > 0) answerAll(200);
  for (let looks = 0; looks < 20; looks++) turns.adapt(0);
});

test("a network that floods waits for itself, and another is handled at once", async () => {
  const flood = await ask("flooder", 40);
  await until(() => countOf("flooder") === turns.atOnce);
  const visit = await ask("visitor", 1);
  await until(() => countOf("visitor") === 1);
  expect(countOf("flooder")).toBe(turns.atOnce);
  const answers = Promise.all([...flood, ...visit].map(({ answer }) => answer));
  let isDone = false;
  void answers.then(() => {
    isDone = true;
  });
  await until(() => {
    answerAll(200);
    return isDone;
  });
  expect(new Set(await answers)).toEqual(new Set([200]));
});

test("a network of which many wait has one turn until few wait, and loses no request", async () => {
  const most = turns.atOnce;
  const flood = await ask("crowd", 50);
  await until(() => countOf("crowd") === most);
  answerAll(200);
  const seen = new Set<number>();
  let answered = most;
  while (answered < 25) {
    await until(() => handled.length > 0);
    seen.add(handled.length);
    answered += handled.length;
    answerAll(200);
  }
  expect([...seen]).toEqual([1]);
  const ended = Promise.all(flood.map(({ answer }) => answer));
  let isEnded = false;
  void ended.then(() => {
    isEnded = true;
  });
  await until(() => {
    answerAll(200);
    return isEnded;
  });
  expect(new Set(await ended)).toEqual(new Set([200]));
});

test("while the event loop is busy each network has one turn, and gets the others back", async () => {
  const most = turns.atOnce;
  for (let looks = 0; looks < 3; looks++) turns.adapt(1);
  expect(turns.atOnce).toBe(1);
  turns.adapt(1);
  expect(turns.atOnce).toBe(1);
  await ask("office", 3);
  await until(() => countOf("office") === 1);
  for (let looks = 0; looks < most * 2; looks++) turns.adapt(0.1);
  expect(turns.atOnce).toBe(most);
  await until(() => countOf("office") === 3);
});

test("a client that leaves while it waits is not handled", async () => {
  for (let looks = 0; looks < 3; looks++) turns.adapt(1);
  await ask("leaver", 1);
  await until(() => countOf("leaver") === 1);
  const [second] = await ask("leaver", 1);
  const [third] = await ask("leaver", 1);
  await new Promise((done) => setTimeout(done, 50));
  second?.request.destroy();
  await second?.answer;
  await new Promise((done) => setTimeout(done, 50));
  answerAll(200);
  await until(() => countOf("leaver") === 1);
  answerAll(200);
  expect(await third?.answer).toBe(200);
  expect(countOf("leaver")).toBe(0);
});

test("a response that streams for long leaves its turn to the next request", async () => {
  for (let looks = 0; looks < 3; looks++) turns.adapt(1);
  const [download] = await ask("reader", 1);
  await until(() => countOf("reader") === 1);
  handled[0]?.response.writeHead(200).write("first row");
  expect(await download?.answer).toBe(200);
  await ask("reader", 1);
  await until(() => countOf("reader") === 2);
});

test("once the process is ending nobody pauses, and a crowd has all its turns", async () => {
  const ending = new AbortController();
  const last = new Turns(ending.signal);
  const started: ServerResponse[] = [];
  const own = createServer((_, response) => last.take("crowd", response, () => started.push(response)));
  await once(own.listen(0, "127.0.0.1"), "listening");
  const { port } = own.address() as AddressInfo;
  const requests = Array.from({ length: 60 }, () => get({ port, host: "127.0.0.1" }));
  const statuses = Promise.all(
    requests.map(async (one) => (await once(one, "response"))[0].resume().statusCode),
  );
  await until(() => started.length === last.atOnce);
  for (const response of started.splice(0)) response.writeHead(429).end();
  ending.abort();
  await until(() => started.length === last.atOnce);
  const answering = setInterval(() => {
    for (const response of started.splice(0)) response.writeHead(429).end();
  }, 1);
  expect(new Set(await statuses)).toEqual(new Set([429]));
  clearInterval(answering);
  own.close().closeAllConnections();
});
