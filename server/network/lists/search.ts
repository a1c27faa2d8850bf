import type { Network } from "../network";
import { compareKnown, valueFigures } from "../unknown";
import { verdictOf } from "../verdict/judge";
import type { VerdictWord } from "../verdict/verdict";
import { perNetwork } from "./per-network";

const MOST_WORDS = 8;
/** The number of characters of a name that are searched. */
const LONGEST_NAME = 200;
const KINDS = ["entity", "operator", "avs", "strategy", "staker"] as const;

/**
 * An entity that can be found. `name` is declared by the entity and unchecked; a strategy's is its token's symbol.
 */
export interface Entry {
  kind: (typeof KINDS)[number];
  /** The address; for a known entity, its slug. */
  address: string;
  name: string | null;
  /** A second name: for a strategy, the name of its token. */
  alias: string | null;
  tvsUsd: number | null;
  unpricedCount: number;
  isTvsUpperBound: boolean;
  /** Operators that secure the AVS, hold the strategy or belong to the entity. */
  operatorCount: number | null;
  isActive: boolean | null;
  /** How often the operator was slashed. */
  slashingCount: number | null;
  /** The word of an operator's verdict; `null` for other kinds. */
  verdict: VerdictWord | null;
}

interface Findable {
  entry: Entry;
  names: string[];
  /** The names with a space before each word, to find the start of a word. */
  spaced: string[];
}

const cut = (name: string | null) => name?.slice(0, LONGEST_NAME) ?? null;

const NO_VALUE = { tvsUsd: null, unpricedCount: 0, isTvsUpperBound: false };

const findables = perNetwork((network: Network): Findable[] => {
  const { operators, avs, strategies, entities } = network;
  const rest = {
    alias: null,
    ...NO_VALUE,
    operatorCount: null,
    isActive: null,
    slashingCount: null,
    verdict: null,
  };
  const entries: Entry[] = [
    ...Array.from(entities.values(), ({ slug, name, value, members }) => ({
      ...rest,
      kind: "entity" as const,
      address: slug,
      name,
      ...valueFigures(value),
      operatorCount: members.length,
    })),
    ...Array.from(operators.values(), (one) => ({
      ...rest,
      kind: "operator" as const,
      address: one.address,
      name: cut(one.name),
      ...valueFigures(one.value),
      isActive: one.isActive,
      slashingCount: one.slashingCount,
      verdict: verdictOf(network, one).word,
    })),
    ...Array.from(avs.values(), (one) => ({
      ...rest,
      kind: "avs" as const,
      address: one.address,
      name: cut(one.name),
      operatorCount: one.operatorCount,
    })),
    ...Array.from(strategies.values(), (one) => ({
      ...rest,
      kind: "strategy" as const,
      address: one.address,
      name: cut(one.symbol),
      alias: cut(one.name),
      ...valueFigures(one.value),
      operatorCount: one.operators.length,
    })),
  ];
  return entries.map((entry) => {
    const names = [entry.name, entry.alias].flatMap((name) => (name ? [folded(name)] : []));
    return { entry, names, spaced: names.map((name) => ` ${name.replace(/[^\p{L}\p{N}]+/gu, " ")}`) };
  });
});

/**
 * Returns entities, operators, AVSs and strategies whose names or address contain every word, in any order and case, at most
 * `limit` of each kind. Order: exact matches, prefixes, starts of words, other matches; then by size.
 */
export function searchNetwork(network: Network, q: string, limit: number): Entry[] {
  const text = folded(q);
  const words = text.split(" ").filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const ranked = findables(network)
    .map((findable) => ({ entry: findable.entry, rank: rankOf(findable, text, words) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank || compare(a.entry, b.entry));
  const left = new Map<string, number>();
  return ranked
    .map(({ entry }) => entry)
    .filter(({ kind }) => {
      const count = (left.get(kind) ?? 0) + 1;
      left.set(kind, count);
      return count <= limit;
    });
}

/** Returns the complete address in a search, with or without 0x; it may be a staker's. */
export function wholeAddress(q: string): string | null {
  const [, digits] = /^(?:0x)?([0-9a-f]{40})$/.exec(folded(q)) ?? [];
  return digits ? `0x${digits}` : null;
}

/** Returns the other operators that declare the same name, in any spelling that looks the same, the largest first. */
export function namesakesOf(network: Network, operator: string): string[] {
  const operators = findables(network).filter(({ entry }) => entry.kind === "operator");
  const name = operators.find(({ entry }) => entry.address === operator)?.names[0];
  return operators
    .filter(({ entry, names }) => name && names[0] === name && entry.address !== operator)
    .map(({ entry }) => entry)
    .sort(compare)
    .map(({ address }) => address);
}

const NOT_FOUND = 4;

function rankOf({ entry: { address }, names, spaced }: Findable, text: string, words: string[]): number {
  const digits = address.replace(/^0x/, "");
  if (names.includes(text) || address === text || digits === text) return 0;
  if (names.some((name) => name.startsWith(text)) || (text.length > 2 && address.startsWith(text))) return 1;
  const begins = (word: string) =>
    spaced.some((name) => name.includes(` ${word}`)) || digits.startsWith(word);
  if (words.every(begins)) return 2;
  const holds = (word: string) => names.some((name) => name.includes(word)) || address.includes(word);
  return words.every(holds) ? 3 : NOT_FOUND;
}

const compare = (a: Entry, b: Entry): number =>
  compareKnown(a.tvsUsd, b.tvsUsd, "descending") ||
  compareKnown(a.operatorCount, b.operatorCount, "descending") ||
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  compareKnown(a.address, b.address, "ascending");

/**
 * Returns one form for spellings that look the same: differences in case, accents, width, spaces and invisible marks.
 */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\p{Cc}]+/gu, (marks) => (/\s/.test(marks) ? " " : ""))
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
