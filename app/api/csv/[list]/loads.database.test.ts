import { expect, inject, test } from "vitest";
import { readByOthers } from "@/server/testing/csv";
import { csvLines } from "./write";

const HEADER = ["name", "tvs_usd", "tvs_change_30d_ratio", "is_active", "seen_at_utc", "order"];
const AT = new Date("2026-07-05T01:02:03.004Z");
const NAMES = [
  "plain",
  'a "quoted", name',
  "two\r\nlines",
  "tab\there",
  "a;b",
  "\\.",
  "\\N",
  "é 中 🙂",
  "NULL",
  "",
];
const ROWS = [
  ...NAMES.map((name, index) => [name, index * 1e-9, -0.5, index % 2 === 0, AT, index]),
  ["large", 1.5e24, 1e-7, false, AT, 100],
  [null, null, undefined, null, null, null],
];
const read = readByOthers(inject("testPostgres").admin, csvLines([HEADER, ...ROWS]));

test("a strict reader finds every cell again", async () => {
  const { header, rows } = await read;
  expect(header).toEqual(HEADER);
  expect(rows.map(([name]) => name)).toEqual([...NAMES, "large", ""]);
  expect(rows.at(-1)).toEqual(["", "", "", "", "", ""]);
});

test("Postgres copies every cell with its type, and what is unknown as null", async () => {
  const { copied } = await read;
  expect(copied).toHaveLength(ROWS.length);
  expect(copied.map(({ name }) => name)).toEqual([...NAMES.slice(0, -1), null, "large", null]);
  expect(copied[1]).toEqual({
    name: 'a "quoted", name',
    tvs_usd: "0.000000001",
    tvs_change_30d_ratio: "-0.5",
    is_active: false,
    seen_at_utc: AT,
    order: "1",
  });
  expect(copied.at(-2)).toMatchObject({ tvs_usd: `15${"0".repeat(23)}` });
  expect(Object.values(copied.at(-1) ?? {})).toEqual(HEADER.map(() => null));
});

test("DuckDB finds the types by itself", async () => {
  const { types, rows } = (await read).sniffed;
  expect(rows).toBe(ROWS.length);
  expect(types).toEqual([
    ["name", "VARCHAR"],
    ["tvs_usd", "DOUBLE"],
    ["tvs_change_30d_ratio", "DOUBLE"],
    ["is_active", "BOOLEAN"],
    ["seen_at_utc", "TIMESTAMP WITH TIME ZONE"],
    ["order", "BIGINT"],
  ]);
});
