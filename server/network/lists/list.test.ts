import { expect, test } from "vitest";
import {
  answersAs,
  type Bounds,
  type Columns,
  filterOf,
  freeSort,
  freeSortIdsOf,
  inBounds,
  matchesSearch,
  pageOf,
  sortIdsOf,
} from "./list";

const row = (name: string | null, figure: number | null) => ({ name, figure });
type Row = ReturnType<typeof row>;
const columns = {
  name: { unit: "text", value: ({ name }) => name },
  figure: { unit: "count", value: ({ figure }) => figure },
} as const satisfies Columns<Row>;
const page = { sort: "figure", dir: "desc", page: 1, perPage: 50 } as const;
const namesOf = ({ rows }: { rows: Row[] }) => rows.map(({ name }) => name);

test("puts what is not known last in both directions", () => {
  const rows = [row("Unknown", null), row("Nine", 9.5), row("Ten", 10), row("NaN", Number.NaN)];
  expect(namesOf(pageOf(rows, columns, page))).toEqual(["Ten", "Nine", "Unknown", "NaN"]);
  expect(namesOf(pageOf(rows, columns, { ...page, dir: "asc" }))).toEqual(["Nine", "Ten", "Unknown", "NaN"]);
});

test("keeps the given order of equals in both directions, and sorts texts without case", () => {
  const rows = [row("Large", 3), row("small", 3), row("Fewer", 2)];
  expect(namesOf(pageOf(rows, columns, page))).toEqual(["Large", "small", "Fewer"]);
  expect(namesOf(pageOf(rows, columns, { ...page, dir: "asc" }))).toEqual(["Fewer", "Large", "small"]);
  const byName = { ...page, sort: "name", dir: "asc" } as const;
  expect(namesOf(pageOf([row("beta", 1), row("Alpha", 1)], columns, byName))).toEqual(["Alpha", "beta"]);
});

test("sorts by every column that can be sorted, and by those that are sold for those who have them", () => {
  const priced = {
    ...columns,
    figures: { unit: "count", value: ({ figure }: Row) => [figure], sort: null },
    score: { unit: "points", value: ({ figure }: Row) => figure, feature: "operatorScreener" },
  } as const satisfies Columns<Row>;
  expect(sortIdsOf(priced)).toEqual(["name", "figure", "score"]);
  expect(freeSortIdsOf(priced)).toEqual(["name", "figure"]);
  expect([freeSort(priced, "name", "figure"), freeSort(priced, "score", "figure")]).toEqual([
    "name",
    "figure",
  ]);
  // @ts-expect-error: a column that cannot be sorted is no sort key
  expect(pageOf([], priced, { ...page, sort: freeSort(priced, "figures", "figure") }).total).toBe(0);
});

test("gives a page and the count of what passes, and an empty page past the end", () => {
  const rows = Array.from({ length: 7 }, (_, index) => row(`Row ${index}`, index));
  const filter = filterOf({ above: 1 }, [({ figure }: Row) => (figure ?? 0) > 1]);
  expect(pageOf(rows, columns, { ...page, page: 2, perPage: 2 }, filter)).toEqual({
    rows: [row("Row 4", 4), row("Row 3", 3)],
    total: 5,
  });
  expect(pageOf(rows, columns, { ...page, page: 9 }, filter)).toEqual({ rows: [], total: 5 });
});

test("reads a download part by part as at once", () => {
  const rows = Array.from({ length: 7 }, (_, index) => row(`Row ${index}`, index));
  const download = { ...page, perPage: 3, bookmark: {} };
  const parts = [0, 1, 2, 3].flatMap(() => namesOf(pageOf(rows, columns, download)));
  expect(parts).toEqual(namesOf(pageOf(rows, columns, page)));
});

test("finds every word in any order and case, and takes wildcards literally", () => {
  const texts = ["ether.fi-2 - P2P.org", "100% uptime_node", null];
  const rows = texts.map((text) => ({ text }));
  const found = (q: string) =>
    rows.filter(matchesSearch(q, ({ text }) => [text]) ?? (() => true)).map(({ text }) => text);
  expect(found("p2p ETHER")).toEqual([texts[0]]);
  expect(found("100%")).toEqual([texts[1]]);
  expect(found("uptime%")).toEqual([]);
  expect(found("  ")).toHaveLength(3);
});

test("keeps both ends of a range, and leaves what is not known out of any", () => {
  const kept = (values: (number | null)[], bounds: Bounds | undefined) =>
    values.filter(inBounds((value: number | null) => value, bounds) ?? (() => true));
  expect(kept([1, 2, 3, null], { min: 2, max: 3 })).toEqual([2, 3]);
  expect(kept([1, null], { max: 1.5 })).toEqual([1]);
  expect(kept([1, null], {})).toEqual([1, null]);
  expect(kept([null], undefined)).toEqual([null]);
  const isFalse = answersAs((fact: boolean | null) => fact, false);
  expect([true, false, null].filter((fact) => isFalse?.(fact))).toEqual([false]);
});

test("keeps what passed a filter for its next page, and never for another filter or other rows", () => {
  const rows = Array.from({ length: 4 }, (_, index) => row(`Row ${index}`, index));
  let asked = 0;
  const above = (least: number) =>
    filterOf({ least, page: asked, sort: "figure" }, [
      ({ figure }: Row) => {
        asked++;
        return (figure ?? 0) > least;
      },
    ]);
  expect(pageOf(rows, columns, page, above(1)).total).toBe(2);
  expect(pageOf(rows, columns, { ...page, page: 2, perPage: 1 }, above(1)).total).toBe(2);
  expect(asked).toBe(4);
  expect(pageOf(rows, columns, page, above(2)).total).toBe(1);
  expect(pageOf(rows.slice(0, 3), columns, page, above(1)).total).toBe(1);
});
