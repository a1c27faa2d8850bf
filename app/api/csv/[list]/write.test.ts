import { expect, test } from "vitest";
import { csvLines } from "./write";

test.each([
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  [" +1", "' +1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝1", "'＝1"],
  ["-2", "'-2"],
  ["a,b", '"a,b"'],
  ["two\nlines", '"two\nlines"'],
  ["plain", "plain"],
  [-0.5, "-0.5"],
  [0, "0"],
  [null, ""],
  [undefined, ""],
  [false, "false"],
  [new Date("2026-07-05T00:00:00Z"), "2026-07-05T00:00:00.000Z"],
])("writes %j as %s", (value, expected) => {
  expect(csvLines([[value, "end"]])).toBe(`${expected},end\r\n`);
});
