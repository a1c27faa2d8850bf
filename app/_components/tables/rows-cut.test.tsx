import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { HistogramBar } from "../charts/histogram-bar";
import { ShareBar } from "../charts/share-bar";
import { Table } from "./table";

const many = Array.from({ length: 3000 }, (_, index) => `Part ${index}`);
const rowsOf = (element: React.ReactElement) => {
  const text = renderToStaticMarkup(element);
  const named = new Set(text.match(/Part \d+/g));
  return { count: named.size, isSaid: /The first 100 of 3,000 (rows|parts) are shown/.test(text) };
};

test("thousands of parts are cut to a hundred, and the page says so", () => {
  const shares = many.map((label, index) => ({ label, value: 5000 - index }));
  expect(rowsOf(<ShareBar title="Shares" items={shares} />)).toEqual({ count: 100, isSaid: true });
  const counts = many.map((label) => ({ key: label, label, count: 1 }));
  expect(rowsOf(<HistogramBar title="Counts" items={counts} />)).toEqual({ count: 100, isSaid: true });
  const table = (
    <Table
      caption="Rows"
      columns={{ part: { header: "Part", cell: (row) => row } }}
      rows={many}
      rowKey={(row) => row}
    />
  );
  expect(rowsOf(table)).toEqual({ count: 100, isSaid: true });
});

test("a list that is shown whole says nothing of it", () => {
  const shares = many.slice(0, 10).map((label) => ({ label, value: 1 }));
  expect(rowsOf(<ShareBar title="Shares" items={shares} />)).toEqual({ count: 10, isSaid: false });
});
