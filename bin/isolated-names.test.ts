import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** A name in the text of an element, and one in a string. Both would turn the words around it if it is written from right to left. */
const IN_ELEMENT = /(?<!bdi[^<>]*>)(?<!<Fact label="Name">)(?<![$=])\{(?:nameOf|plainName)\(/;
const IN_STRING = /\$\{(?:nameOf|plainName)\(/;
/** Attributes that are only heard, and a slashing's reason, which stands in a <bdi> of its own line. */
const ALONE = ["aria-label={`", "plainName(row.reason)"];

test("strangers' names stand in <bdi> or isolated in a sentence", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((path) =>
    /(?<!\.test)\.tsx?$/.test(path),
  );
  const bare = files.flatMap((path) =>
    readFileSync(join("app", path), "utf8")
      .split("\n")
      .filter((line) => IN_ELEMENT.test(line) || IN_STRING.test(line))
      .filter((line) => !ALONE.some((one) => line.includes(one)))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(bare, 'Write <bdi>{nameOf(…)}</bdi>, or "sentenceName(…)" in a string').toEqual([]);
});
