import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import type { Source } from "./csv-source";
import { respond } from "./write";

const DOWNLOAD = { list: "things", rowLimit: null, day: "2026-07-05", hasMark: false };

/** A list of so many rows that comes two rows at a time. */
function sourceOf(total: number, read?: (from: number) => void): Source {
  let from = 0;
  return {
    header: ["number", "name"],
    about: "0xAB",
    read: async () => {
      read?.(from);
      const count = Math.min(2, total - from);
      const records = Array.from({ length: count }, (_, index) => [from + index, "é"]);
      from += count;
      return { records, total, isLast: from >= total };
    },
  };
}

test.each([
  [5, null, ["0", "1", "2", "3", "4"], "eigenwatch-things-0xab-2026-07-05.csv"],
  [5, 3, ["0", "1", "2"], "eigenwatch-things-0xab-first-3-of-5-2026-07-05.csv"],
  [5, 4, ["0", "1", "2", "3"], "eigenwatch-things-0xab-first-4-of-5-2026-07-05.csv"],
  [5, 5, ["0", "1", "2", "3", "4"], "eigenwatch-things-0xab-2026-07-05.csv"],
  [2, 3, ["0", "1"], "eigenwatch-things-0xab-2026-07-05.csv"],
  [0, null, [], "eigenwatch-things-0xab-2026-07-05.csv"],
])(
  "of %i rows for somebody who may have %s, the file holds nothing but rows",
  async (total, rowLimit, rows, name) => {
    const answer = await respond(sourceOf(total), { ...DOWNLOAD, rowLimit }, new Headers());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${name}"`,
      "x-row-count": String(rows.length),
      "x-total-count": String(total),
    });
    expect(await answer.text()).toBe(["number,name", ...rows.map((row) => `${row},é`), ""].join("\r\n"));
  },
);

test("a byte-order mark stands once, in front, and only where it was asked for", async () => {
  const bytes = async (hasMark: boolean) => {
    const answer = await respond(sourceOf(5), { ...DOWNLOAD, hasMark }, new Headers());
    return Buffer.from(await answer.arrayBuffer());
  };
  const [plain, marked] = [await bytes(false), await bytes(true)];
  expect(plain.includes(Buffer.from("\ufeff"))).toBe(false);
  expect(marked).toEqual(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]));
});

test("a fault after the first rows breaks the answer off instead of ending it", async () => {
  const source = sourceOf(5, (from) => {
    if (from === 4) throw new Error("connection to 10.0.0.1 was lost");
  });
  const server = createServer(async (_, out) => {
    const { body } = await respond(source, DOWNLOAD, new Headers());
    if (body) await pipeline(Readable.from(body), out).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("No port.");
  try {
    const answer = await fetch(`http://127.0.0.1:${address.port}/`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  } finally {
    server.close();
  }
});

test("a list that cannot be read at all is no file", async () => {
  const source = sourceOf(5, () => {
    throw new Error("away");
  });
  await expect(respond(source, DOWNLOAD, new Headers())).rejects.toThrow("away");
});
