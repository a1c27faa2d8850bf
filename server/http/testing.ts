import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { createContext } from "../trpc/context";
import { handleCalls } from "./handle-calls";

export type Method = "GET" | "POST";
type How = { method?: Method; headers?: Record<string, string> };
type Answer = { result?: { data: unknown }; error?: { json: { message: string; data: { code: string } } } };

/**
 * Serves the procedures on a free port of this machine, as /api/trpc does. Returns its URL, how to call it, and
 * how to close it.
 */
export async function serveCalls(contextOf: typeof createContext) {
  const server = createServer(async (asked, answer) => {
    const given = await handleCalls(requestOf(asked), contextOf);
    answer.writeHead(given.status, Object.fromEntries(given.headers));
    answer.end(Buffer.from(await given.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/trpc`;
  const send = async (paths: string, query: Record<string, string>, input: unknown, how: How) => {
    const { method = "GET", headers } = how;
    const text = typeof input === "string" ? input : JSON.stringify(input);
    const isPost = method === "POST";
    const asked = new URLSearchParams(isPost ? query : { ...query, input: text });
    const type = { "content-type": "application/json" };
    return await fetch(`${url}/${paths}?${asked}`, {
      method,
      ...(isPost && { body: text }),
      headers: { ...(isPost && type), ...headers },
    });
  };
  return {
    url,
    /** Sends an input unchanged. */
    call: async (path: string, input: unknown, how: How = {}) => {
      const response = await send(path, {}, input, how);
      const body = (await response.json()) as Answer;
      return { status: response.status, body, message: body.error?.json.message };
    },
    callBatch: async (paths: string, inputs: unknown, how: How = {}) =>
      (await (await send(paths, { batch: "1" }, inputs, how)).json()) as Answer[],
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function requestOf(asked: IncomingMessage): Request {
  const { method = "GET", headers, url = "" } = asked;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const body = method === "POST" ? (Readable.toWeb(asked) as ReadableStream) : undefined;
  return new Request(`http://127.0.0.1${url}`, {
    method,
    headers: pairs,
    body,
    duplex: "half",
  } as RequestInit);
}
