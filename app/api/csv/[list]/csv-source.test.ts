import { expect, test } from "vitest";
import { CHUNK_ROWS, wholeCsvSource } from "./csv-source";

test("a list that its procedure gives at once is over after it, however long it is", async () => {
  const rows = Array.from({ length: CHUNK_ROWS }, (_, index) => index);
  const { header, read } = wholeCsvSource({ number: (row: number) => row }, async () => rows);
  expect(header).toEqual(["number"]);
  expect(await read()).toEqual({ records: rows.map((row) => [row]), total: CHUNK_ROWS, isLast: true });
});
