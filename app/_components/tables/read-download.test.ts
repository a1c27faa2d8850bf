import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { GATEWAYS, serve } from "@/app/_failures/testing-gateway";
import { UNANSWERED } from "@/app/_failures/unanswered";
import { readDownload } from "./read-download";

const SENTENCES: string[] = Object.values(UNANSWERED);
const CSV = {
  "content-type": "text/csv; charset=utf-8; header=present",
  "content-disposition": 'attachment; filename="eigenwatch-operators.csv"',
  "x-row-count": "2",
};

async function read(listener: RequestListener) {
  const server = await serve(listener);
  const told: number[] = [];
  const outcome = await readDownload(server.origin, ({ rows }) => told.push(rows)).catch(
    (error: Error) => error,
  );
  await server.close();
  return { outcome, told };
}
const says = (outcome: unknown) => (outcome instanceof Error ? outcome.message : "a file");

test.each(Object.keys(GATEWAYS))("%s is no file, and one sentence of ours", async (kind) => {
  const { outcome } = await read(GATEWAYS[kind] ?? (() => {}));
  expect(SENTENCES).toContain(says(outcome));
});

test("a file comes whole, with its name and its progress", async () => {
  const { outcome, told } = await read(
    (_, answer) => void answer.writeHead(200, CSV).end("a,b\r\n1,2\r\n3,4\r\n"),
  );
  expect(outcome).toMatchObject({ name: "eigenwatch-operators.csv" });
  expect(told.at(-1)).toBe(2);
});

test.each([
  ["that lacks a row, though its answer ended well", "a,b\r\n1,2\r\n"],
  ["whose last row is cut", "a,b\r\n1,2\r\n3,"],
  ["that is empty", ""],
])("a file %s is none", async (_, text) => {
  const { outcome } = await read((_request, answer) => void answer.writeHead(200, CSV).end(text));
  expect(says(outcome)).toBe(UNANSWERED.brokenOff);
});

test("a file that breaks off is none", async () => {
  const { outcome } = await read((_, answer) => {
    answer.writeHead(200, CSV);
    answer.write("a,b\r\n1,2\r\n3,4\r\n", () => answer.destroy());
  });
  expect(says(outcome)).toBe(UNANSWERED.brokenOff);
});

test("a refusal of ours is told as it is", async () => {
  const headers = { "content-type": "text/plain; charset=utf-8", "ratelimit-policy": "5;w=60" };
  const { outcome } = await read(
    (_, answer) => void answer.writeHead(429, headers).end("Too many downloads.\n"),
  );
  expect(says(outcome)).toBe("Too many downloads.");
});
