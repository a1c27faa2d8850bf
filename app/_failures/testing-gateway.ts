import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const HTML = { "content-type": "text/html" };
const JSON_TYPE = { "content-type": "application/json" };
const page = (title: string) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

/** Sends half of the announced body, and breaks the connection. */
function breakOff(answer: ServerResponse, headers: Record<string, string>, half: string): void {
  answer.writeHead(200, { ...headers, "content-length": "1000" });
  answer.write(half, () => answer.destroy());
}

/** Answers of things between people and a server, such as gateways and networks with a sign-in page. */
export const GATEWAYS: Record<string, RequestListener> = {
  "the 502 page of nginx": (_, answer) => void answer.writeHead(502, HTML).end(page("502 Bad Gateway")),
  "an empty 504": (_, answer) => void answer.writeHead(504).end(),
  "a 503 of a load balancer in JSON": (_, answer) =>
    void answer.writeHead(503, JSON_TYPE).end('{"message":"no healthy upstream"}'),
  "the 403 page of a CDN": (_, answer) => void answer.writeHead(403, HTML).end(page("Attention Required!")),
  "a 403 of a CDN in text": (_, answer) =>
    void answer.writeHead(403, { "content-type": "text/plain; charset=UTF-8" }).end("error code: 1020"),
  "a 403 of a gateway in JSON": (_, answer) =>
    void answer.writeHead(403, JSON_TYPE).end('{"message":"Forbidden","error":{"message":"x","code":-1}}'),
  "a 413 of nginx": (_, answer) => void answer.writeHead(413, HTML).end(page("413 Request Entity Too Large")),
  "a 429 of a CDN": (_, answer) => void answer.writeHead(429, HTML).end(page("1015")),
  "a captive portal with 200": (_, answer) =>
    void answer.writeHead(200, HTML).end(page("Welcome to the hotel")),
  "a captive portal with a redirect": ({ url }, answer) =>
    url === "/portal"
      ? void answer.writeHead(200, HTML).end(page("Welcome to the hotel"))
      : void answer.writeHead(302, { location: "/portal" }).end(),
  "an empty 200": (_, answer) => void answer.writeHead(200).end(),
  "JSON of something else": (_, answer) => void answer.writeHead(200, JSON_TYPE).end('{"status":"ok"}'),
  "a list of something else": (_, answer) => void answer.writeHead(200, JSON_TYPE).end('[{"result":1}]'),
  "JSON that is null": (_, answer) => void answer.writeHead(200, JSON_TYPE).end("null"),
  "JSON that ends early": (_, answer) =>
    void answer.writeHead(200, JSON_TYPE).end('[{"result":{"data":{"json":'),
  "an answer that breaks off": (_, answer) => breakOff(answer, JSON_TYPE, '[{"result":{"data":{"json":'),
  "a connection that is cut": ({ socket }) => void socket.resetAndDestroy(),
};

/** Serves on a free port of this machine. Returns its origin, and a function that closes it. */
export async function serve(listener: RequestListener) {
  const server = createServer((request, answer) => {
    request.resume();
    listener(request, answer);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { origin, close };
}
