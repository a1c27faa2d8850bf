import { readFileSync } from "node:fs";
import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { readFacts } from "@/db/analytics/facts/facts";
import { readRun } from "@/db/analytics/run";
import { formatNumber, formatPercent, formatUsd } from "@/server/format";
import { buildNetwork } from "../build";
import { fictionalOperators } from "../figures/demo";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { addSums } from "../unknown";
import { holdsStake } from "../value";
import { VERDICT_WORDS } from "./verdict";
import { VERDICT_LABEL } from "./words";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const facts = await readFacts(db, new Date());
const run = await readRun(db);
const demo = await buildNetwork(facts, run, null);
/** The same rows without the demo's word about itself, as if a pipeline had read all of them from the chain. */
const unmarked = await buildNetwork(
  { ...facts, checkpoints: facts.checkpoints.map((row) => ({ ...row, metadata: null })) },
  run,
  null,
);
const examples = new Set(fictionalOperators(demo.source));
const isExample = (address: string) => examples.has(address);
const isReal = (address: string) => !examples.has(address);
const document = readFileSync("docs/verdict.md", "utf8");

const worthOf = (operators: readonly Operator[]) =>
  addSums(operators.map(({ value }) => value)).knownUsd ?? 0;

/** Returns the lines of a table: operators with stake by a key, and their part of all such stake. */
function tableOf<T extends string | number>(
  operators: readonly Operator[],
  keys: readonly T[],
  keyOf: (one: Operator) => T,
  nameOf: (key: T) => string = String,
): string[][] {
  const all = worthOf(operators);
  return keys.flatMap((key) => {
    const own = operators.filter((one) => keyOf(one) === key);
    if (own.length === 0) return [];
    const usd = worthOf(own);
    return [[nameOf(key), formatNumber(own.length), formatUsd(usd), formatPercent(usd / all)]];
  });
}

const staked = (network: Network, isCounted: (address: string) => boolean) =>
  [...network.operators.values()].filter(
    ({ address, strategies }) => isCounted(address) && strategies.some(holdsStake),
  );
const wordIn = (network: Network) => (operator: Operator) =>
  network.verdicts.get(operator.address)?.word ?? "not-enough-known";
const linesOf = (rows: string[][]) => rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const byWord = (network: Network, operators: readonly Operator[]) =>
  linesOf(tableOf(operators, VERDICT_WORDS, wordIn(network), (word) => VERDICT_LABEL[word]));

/** Of operators without a red flag: how many questions have an answer. */
const byAnswers = (network: Network) =>
  linesOf(
    tableOf(
      staked(network, isReal).filter((one) => wordIn(network)(one) === "no-red-flag"),
      [6, 5, 4, 3],
      (one) => network.verdicts.get(one.address)?.answeredCount ?? 0,
    ),
  );

test.each([
  ["real operators of the demo", byWord(demo, staked(demo, isReal))],
  ["example operators of the demo", byWord(demo, staked(demo, isExample))],
  ["real operators, all six questions", byWord(unmarked, staked(unmarked, isReal))],
  ["questions answered", byAnswers(unmarked)],
])("docs/verdict.md counts as the demo does: %s", (name, expected) => {
  const [, found = ""] =
    document.match(new RegExp(`<!-- ${name} -->\\n\\n(?:\\|.*\\n){2}((?:\\|.*\\n)*)`)) ?? [];
  expect(found.replaceAll(/ +/g, " ").trim()).toBe(expected);
});
