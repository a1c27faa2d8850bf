import { expect, it } from "vitest";
import { html, words } from "../values/testing";
import { BarredUsd } from "../values/value-bar";
import { Table } from "./table";

it("shows the first hundred rows of a table however many there are, and says how many there are", () => {
  const tableOf = (count: number) => (
    <Table
      caption="Sets"
      columns={{ set: { header: "Set", cell: (number) => `Set ${number}` } }}
      rows={Array.from({ length: count }, (_, number) => number)}
      rowKey={(number) => number}
    />
  );
  expect(html(tableOf(100)).match(/<tr/g)).toHaveLength(101);
  expect(words(tableOf(100))).not.toContain("are shown");
  expect(html(tableOf(5000)).match(/<tr/g)).toHaveLength(102);
  expect(words(tableOf(5000))).toContain("The first 100 of 5,000 rows are shown.");
});

it("sorts by a real link that turns the order round, and says the order to screen readers", () => {
  const head = (order: { sort: "tvs" | "name"; dir: "asc" | "desc" }) =>
    html(
      <Table
        caption="Operators"
        firstRank={1}
        columns={{
          name: { header: "Operator", cell: () => null, isSortable: true },
          tvs: { header: "TVS", align: "right", cell: () => null, isSortable: true },
          reason: { header: "Reason", cell: () => null },
        }}
        rows={[]}
        rowKey={() => ""}
        order={{ ...order, hrefFor: ({ sort, dir }) => `/operators?sort=${sort}-${dir}` }}
      />,
    );
  expect(head({ sort: "tvs", dir: "desc" })).toMatch(
    /aria-sort="descending".*href="\/operators\?sort=tvs-asc"/,
  );
  expect(head({ sort: "tvs", dir: "asc" })).toMatch(
    /aria-sort="ascending".*href="\/operators\?sort=tvs-desc"/,
  );
  expect(head({ sort: "name", dir: "asc" })).toContain('href="/operators?sort=tvs-desc"');
  expect(head({ sort: "tvs", dir: "asc" })).toContain('href="/operators?sort=name-asc"');
  expect(head({ sort: "tvs", dir: "asc" }).match(/aria-sort/g)).toHaveLength(1);
  expect(
    html(
      <Table
        caption="Sets"
        columns={{ tvs: { header: "TVS", cell: () => null, isSortable: true } }}
        rows={[]}
        rowKey={() => ""}
      />,
    ),
  ).not.toContain("href");
});

it("shows a phone the figure that the list is sorted by, and draws bars to the scale of the largest", () => {
  const table = (sort: "tvs" | "days") =>
    html(
      <Table
        caption="Operators"
        columns={{
          tvs: {
            header: "TVS",
            bar: (row) => row.tvs,
            cell: (row, view) => <BarredUsd value={row.tvs} {...view} />,
          },
          days: {
            header: "Days",
            priority: 4,
            cell: (row) => row.days,
            phone: (row) => `${row.days} days of work`,
          },
        }}
        rows={[
          { tvs: 400, days: 7 },
          { tvs: 100, days: 9 },
        ]}
        rowKey={({ days }) => days}
        order={{ sort, dir: "desc", hrefFor: () => "/" }}
      />,
    );
  expect(table("days")).toContain("9 days of work");
  expect(table("tvs")).not.toContain("days of work");
  expect(table("tvs").match(/max\(2px, \d+%\)/g)).toEqual(["max(2px, 100%)", "max(2px, 25%)"]);
});
