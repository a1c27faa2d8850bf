import { expect, test } from "vitest";
import type { Columns } from "@/server/network/lists/list";
import { type Column, fileOf, listOf, sortChoicesOf, tableOf } from "./columns";

interface Boat {
  name: string;
  length: number;
  crew: bigint;
  score?: number | null;
}
const VALUES = {
  name: { unit: "text", value: (boat) => boat.name },
  crew: { unit: "count", value: (boat) => boat.crew },
  length: { unit: "count", value: (boat) => boat.length },
  speeds: { unit: "count", value: () => [1, 2], sort: null },
  score: { unit: "points", value: ({ score = null }) => score, feature: "operatorScreener" },
} as const satisfies Columns<Boat>;
type BoatColumnId = keyof typeof VALUES;

const name = { header: "Boat", metric: null, csv: "name", cell: (boat: Boat) => boat.name } as const;
const speeds = { header: "Speeds", metric: null, csv: null, cell: () => null } as const;
const score = { header: "Score", metric: "score", csv: "score_points", cell: () => null } as const;
const length = {
  header: "Length",
  align: "right",
  metric: null,
  csv: { length_m: (boat: Boat) => boat.length, is_long: (boat: Boat) => boat.length > 10 },
  cell: (boat: Boat) => boat.length,
} as const;
const crew = { header: "Crew", cell: null, csv: "crew_count" } as const;

const BOATS = listOf(VALUES, {
  length,
  name,
  speeds: { ...speeds, replacedBy: "score" },
  score,
  crew,
} satisfies Record<BoatColumnId, Column<Boat>>);
const mary: Boat = { name: "Mary", length: 12, crew: 3n, score: 80 };
const everything = () => true;

test("a table has its columns in the order of their looks, without those that are locked or in the file alone", () => {
  expect(Object.keys(tableOf(BOATS))).toEqual(["length", "name", "speeds"]);
  expect(Object.keys(tableOf(BOATS, everything))).toEqual(["length", "name", "score"]);
  expect(tableOf(BOATS).speeds?.isSortable).toBe(false);
  expect(tableOf(BOATS).length?.isSortable).toBe(true);
});

test("a file has its columns in the order of their values, without those that are locked", () => {
  expect(Object.keys(fileOf(BOATS))).toEqual(["name", "crew_count", "length_m", "is_long"]);
  const row = Object.entries(fileOf(BOATS, everything)).map(([heading, value]) => [heading, value(mary)]);
  expect(Object.fromEntries(row)).toEqual({
    name: "Mary",
    crew_count: "3",
    length_m: 12,
    is_long: true,
    score_points: 80,
  });
});

test("a phone sorts by every order that the viewer has, figures from the largest on", () => {
  expect(sortChoicesOf(BOATS)).toEqual([
    { sort: "length", label: "Length", dir: "desc" },
    { sort: "name", label: "Boat", dir: "asc" },
    { sort: "crew", label: "Crew", dir: "asc" },
  ]);
  expect(sortChoicesOf(BOATS, everything).map(({ sort }) => sort)).toContain("score");
});

test("a column without its other half, its heading, its metric or its place in a file does not compile", () => {
  // @ts-expect-error: `crew` has no second half
  listOf(VALUES, { name, length, speeds, score });
  // @ts-expect-error: `rig` has no first half
  const rig: Record<BoatColumnId, Column<Boat>> = { name, length, speeds, score, crew, rig: name };
  const { metric: _, ...withoutMetric } = name;
  const { csv: __, ...withoutCsv } = name;
  const { header: ___, ...withoutHeader } = name;
  // @ts-expect-error: a metric is required, or `null` for a heading that needs no explanation
  const first: Column<Boat> = withoutMetric;
  // @ts-expect-error: a heading in the file is required, or `null` for none
  const second: Column<Boat> = withoutCsv;
  // @ts-expect-error: a heading in the table is required
  const third: Column<Boat> = withoutHeader;
  // @ts-expect-error: no page explains this metric
  const fourth: Column<Boat> = { ...name, metric: "unheard" };
  const unpriced = { name: { unit: "text", value: () => null, feature: "unheard" } } as const;
  // @ts-expect-error: the feature has no price
  listOf(unpriced, { name });
  expect([rig, first, second, third, fourth]).toHaveLength(5);
});
