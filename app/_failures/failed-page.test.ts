import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { completeFailedPages } from "@/server/http/failed-pages";
import { failedPage } from "./failed-page";
import { databaseDigest } from "./read-page-error";

type Compress = () => (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
/** The compression that Next applies to every answer. */
const compress: Compress = createRequire(import.meta.url)("next/dist/compiled/compression");

const documentOf = (digest: string) =>
  `<!DOCTYPE html><html id="__next_error__"><head></head><body><script>self.__next_f.push([1,"{\\"digest\\":\\"${digest}\\"}${" ".repeat(2000)}"])</script></body></html>`;
const answers: Record<string, (response: ServerResponse) => void> = {
  "/bug": (response) => answerAsNext(response, 500, documentOf("2714828")),
  "/database": (response) => answerAsNext(response, 500, documentOf(databaseDigest("5f1c"))),
  "/words": (response) => answerAsNext(response, 500, "Internal Server Error"),
  "/page": (response) => answerAsNext(response, 200, `<html><body>${"figures ".repeat(300)}</body></html>`),
  "/call": (response) => {
    response.writeHead(500, { "content-type": "application/json" }).end("{}");
  },
};
const server = createServer((request, response) =>
  compress()(request, response, () => answers[request.url ?? ""]?.(response)),
);

/** Answers as Next does: it flushes the headers of a page, and then writes the page in parts. */
function answerAsNext(response: ServerResponse, status: number, html: string): void {
  response.statusCode = status;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.flushHeaders();
  response.write(html.slice(0, 60));
  response.write(Buffer.from(html.slice(60)));
  response.end();
}

async function ask(path: string, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

beforeAll(async () => {
  completeFailedPages(failedPage);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => void server.close());

test("a page that failed has a title, a heading, words and a way on in its HTML, and its script", async () => {
  const { status, headers, html } = await ask("/bug");
  expect(status).toBe(500);
  expect(headers.get("cache-control")).toContain("no-store");
  for (const part of [
    /<title>Something went wrong on our side · EigenWatch<\/title>/,
    /<body><main[^>]*>.*<h1>Something went wrong on our side<\/h1>/s,
    /Nothing was lost/,
    /Reference 2714828/,
    /<a class="again" href="">Open this page again<\/a>/,
    /self\.__next_f\.push/,
  ])
    expect(html).toMatch(part);
});

test("a page whose database did not answer is 503, and may be asked again", async () => {
  const { status, headers, html } = await ask("/database");
  expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
  expect(html).toContain("<h1>The database did not answer</h1>");
  expect((await ask("/database", "HEAD")).status).toBe(503);
});

test("words without a document become one", async () => {
  const { status, html } = await ask("/words");
  expect(status).toBe(500);
  expect(html).toMatch(/^<!doctype html>.*<h1/s);
  expect(html).not.toMatch(/Internal Server Error|send us the reference/);
});

test("other answers stay as they are", async () => {
  const page = await ask("/page");
  expect([page.status, page.headers.get("content-encoding")]).toEqual([200, "gzip"]);
  expect(page.html).not.toContain("<h1");
  expect(await ask("/call")).toMatchObject({ status: 500, html: "{}" });
});
