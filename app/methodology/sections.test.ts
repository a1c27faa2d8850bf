import { expect, test } from "vitest";
import type { Metric } from "@/app/_components/metrics/metric";
import { anchorOf, METRICS, type MetricKey } from "@/app/_components/metrics/metrics";
import type { CsvColumns } from "@/app/_components/tables/columns";
import { AVS_OPERATOR_LIST } from "../avs/[address]/operators-list";
import { AVS_LIST } from "../avs/list";
import { ENTITY_LIST } from "../entities/list";
import { OPERATOR_LIST } from "../operators/list";
import { SLASHING_LIST } from "../slashings/list";
import { HOLDER_LIST } from "../strategies/[address]/holders-list";
import { STRATEGY_LIST } from "../strategies/list";
import { SECTIONS } from "./sections";

test("every metric is explained once, in its section", () => {
  const explained = SECTIONS.flatMap(({ id, formulas }) =>
    formulas.flatMap((one) => (typeof one === "string" ? [`${id} ${one}`] : [])),
  );
  const described = Object.entries(METRICS).map(([key, { section }]) => `${section} ${key}`);
  expect(explained.sort()).toEqual(described.sort());
});

test("no two formulas of a section have one name, and no two anchors are equal", () => {
  for (const { id, formulas } of SECTIONS) {
    const names = formulas.map((one) => (typeof one === "string" ? METRICS[one].label : one[0]));
    expect(new Set(names).size, id).toBe(names.length);
  }
  const anchors = [
    ...SECTIONS.map(({ id }) => id),
    ...Object.keys(METRICS).map((key) => anchorOf(key as MetricKey)),
  ];
  expect(new Set(anchors).size).toBe(anchors.length);
});

test("files head the column of a metric as the metric says", () => {
  const lists = [
    OPERATOR_LIST,
    AVS_LIST,
    AVS_OPERATOR_LIST,
    STRATEGY_LIST,
    HOLDER_LIST,
    SLASHING_LIST,
    ENTITY_LIST,
  ];
  type Looks = { metric?: MetricKey | null; csv: string | CsvColumns<never> | null };
  for (const column of lists.flatMap(({ columns }): Looks[] => Object.values(columns))) {
    const described: Metric | null = column.metric ? METRICS[column.metric] : null;
    if (!described?.csv || column.csv === null) continue;
    const headings = typeof column.csv === "string" ? [column.csv] : Object.keys(column.csv);
    expect(headings.join(), column.metric ?? "").toContain(described.csv);
  }
});

test("says how many operator sets are known from outside the pipeline, from where and at which block", () => {
  const named = SECTIONS.flatMap(({ formulas }) => formulas).filter((one) => typeof one !== "string");
  expect(new Map(named).get("Slasher and recipient")).toMatch(
    /Those of 99 operator sets were read at block 25,468,595, on 5 Jul 2026, by https:\/\/github\.com\//,
  );
});
