import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { plainName, sentenceName } from "./plain-name";

it("leaves an honest name alone", () => {
  expect(plainName("P2P.org [all AVS]")).toBe("P2P.org [all AVS]");
  expect(plainName("Żółw 验证者 🐢")).toBe("Żółw 验证者 🐢");
});

it("takes out what would turn or hide the text", () => {
  expect(plainName("invoice\u202egnp.exe")).toBe("invoicegnp.exe");
  expect(plainName("Kiln\u200b\u2066 x\u2069\u0000")).toBe("Kiln x");
  expect(plainName("a\n\n\tb")).toBe("a b");
});

it("cuts what is longer than a line, by characters and not by halves of them", () => {
  expect(plainName("A".repeat(10_000))).toBe(`${"A".repeat(79)}…`);
  expect([...(plainName("🐢".repeat(200)) ?? "")]).toHaveLength(80);
});

it("knows no name from an empty or invisible one", () => {
  for (const name of [null, undefined, "", "  ", "\u200b\u202e"]) expect(plainName(name)).toBeNull();
});

it("is what every page shows of a stranger's name or symbol", async () => {
  const files = (await readdir("app", { recursive: true })).filter((file) => file.endsWith(".tsx"));
  const pages = await Promise.all(files.map((file) => readFile(`app/${file}`, "utf8")));
  const bare = pages.flatMap((page) => page.match(/.*(symbol|[nN]ame) \?\? (short\w*\(|"unnamed").*/g) ?? []);
  expect(files.length).toBeGreaterThan(50);
  expect(bare).toEqual([]);
});

it("a name written from right to left is isolated in a sentence, and every other one stands as it is", () => {
  expect(sentenceName("שירות 7", "0x0")).toBe("\u2068שירות 7\u2069");
  expect(sentenceName("Pay عرب", "0x0")).toBe("\u2068Pay عرب\u2069");
  expect(sentenceName("Zürich Nodes 节点", "0x0")).toBe("Zürich Nodes 节点");
  expect(sentenceName("\u202eשם", "0x0")).toBe("\u2068שם\u2069");
});
