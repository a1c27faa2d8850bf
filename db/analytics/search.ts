import type { AnalyticsDb } from "./client";
import { keptPerRun } from "./per-run";
import { type Entry, isStaker, listSearchEntries } from "./search-entries";

const MOST_WORDS = 8;
const KINDS = ["operator", "avs", "strategy", "staker"] as const;

interface Findable {
  entry: Entry;
  names: string[];
  /** The names as words with a space before each, to find where one begins. */
  spaced: string[];
}

const findablesOf = keptPerRun(
  async (db): Promise<Findable[]> =>
    (await listSearchEntries(db)).map((entry) => {
      const names = [entry.name, entry.alias].flatMap((name) => (name ? [folded(name)] : []));
      return { entry, names, spaced: names.map((name) => ` ${name.replace(/[^\p{L}\p{N}]+/gu, " ")}`) };
    }),
);

/**
 * Operators, AVSs and strategies whose names or address hold every word, in any order and case, and the staker with
 * exactly this address: at most `limit` of each kind. Ranked: exact, prefix, words that begin words, found anywhere;
 * then the most secured, then the most used, then in the order of kinds and addresses.
 * An address may be in part and without its 0x. Accents and marks that cannot be seen do not count.
 * Reads an index in memory that is made once for each run of the pipeline. Units: USD, counts of operators.
 * Sources: those of `listSearchEntries`; stakers.
 */
export async function searchEntities(db: AnalyticsDb, q: string, limit: number): Promise<Entry[]> {
  const text = folded(q);
  const words = text.split(" ").filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const [findables, staker] = await Promise.all([findablesOf(db), findStaker(db, text)]);
  const ranked = findables
    .map((findable) => ({ entry: findable.entry, rank: rankOf(findable, text, words) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank || compare(a.entry, b.entry))
    .map(({ entry }) => entry);
  const left = new Map<string, number>();
  return [...ranked, ...staker].filter(({ kind }) => {
    const count = (left.get(kind) ?? 0) + 1;
    left.set(kind, count);
    return count <= limit;
  });
}

/**
 * The other operators that declare the same name as this one, in any spelling that people take to be the same, the most
 * secured first; none where it declares none. Reads the same index. Sources: those of `listSearchEntries`.
 */
export async function listNamesakes(db: AnalyticsDb, operator: string): Promise<string[]> {
  const operators = (await findablesOf(db)).filter(({ entry }) => entry.kind === "operator");
  const name = operators.find(({ entry }) => entry.address === operator)?.names[0];
  return operators
    .filter(({ entry, names }) => name && names[0] === name && entry.address !== operator)
    .map(({ entry }) => entry)
    .sort(compare)
    .map(({ address }) => address);
}

const NOT_FOUND = 4;

function rankOf({ entry: { address }, names, spaced }: Findable, text: string, words: string[]): number {
  const digits = address.slice(2);
  if (names.includes(text) || address === text || digits === text) return 0;
  if (names.some((name) => name.startsWith(text)) || (text.length > 2 && address.startsWith(text))) return 1;
  const begins = (word: string) =>
    spaced.some((name) => name.includes(` ${word}`)) || digits.startsWith(word);
  if (words.every(begins)) return 2;
  const holds = (word: string) => names.some((name) => name.includes(word)) || address.includes(word);
  return words.every(holds) ? 3 : NOT_FOUND;
}

const largestFirst = (a: number | null, b: number | null) => (b ?? -1) - (a ?? -1);

const compare = (a: Entry, b: Entry): number =>
  largestFirst(a.tvsUsd, b.tvsUsd) ||
  largestFirst(a.operatorCount, b.operatorCount) ||
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  (a.address < b.address ? -1 : 1);

/** One form for what people take to be the same: case, accents, width, spaces, and marks that cannot be seen. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\p{Cc}]+/gu, (marks) => (/\s/.test(marks) ? " " : ""))
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();

async function findStaker(db: AnalyticsDb, text: string): Promise<Entry[]> {
  const [, digits] = /^(?:0x)?([0-9a-f]{40})$/.exec(text) ?? [];
  const address = `0x${digits}`;
  if (!digits || !(await isStaker(db, address))) return [];
  return [
    {
      kind: "staker",
      address,
      name: null,
      alias: null,
      tvsUsd: null,
      operatorCount: null,
      isActive: null,
    },
  ];
}
