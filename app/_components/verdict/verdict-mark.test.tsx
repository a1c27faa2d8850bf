import { expect, test } from "vitest";
import { VERDICT_WORDS } from "@/server/network/verdict/verdict";
import { html } from "../values/testing";
import { VerdictMark } from "./verdict-mark";

test("has a text and a shape of its own for each word, and no green", () => {
  const marks = VERDICT_WORDS.map((word) => html(<VerdictMark word={word} />));
  const shapes = marks.map((mark) => mark.replace(/^.*<svg[^>]*>|<\/svg>.*$/g, ""));
  expect(new Set(shapes).size).toBe(VERDICT_WORDS.length);
  for (const mark of marks) expect(mark).not.toMatch(/text-low|green|[Ss]afe/);
});
