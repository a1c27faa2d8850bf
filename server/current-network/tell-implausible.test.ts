import { expect, test } from "vitest";
import { tellImplausible } from "./tell-implausible";

test("names each column of an answer by key that was not believed once a run", () => {
  const lines: unknown[] = [];
  const journal = { warn: (line: object, message: string) => lines.push([message, line]) };
  const cells = [
    { table: "operator_commission_history", column: "new_bips", count: 2 },
    { table: "token_price_history", column: "price_usd", count: 1 },
  ] as const;
  const network = { run: "r" };
  tellImplausible(journal, network, [cells[0]]);
  tellImplausible(journal, network, [...cells]);
  tellImplausible(journal, network, [...cells]);
  tellImplausible(journal, { run: "s" }, [cells[0]]);
  expect(lines).toEqual([
    ["implausible cells by key", { run: "r", cells: [cells[0]] }],
    ["implausible cells by key", { run: "r", cells: [cells[1]] }],
    ["implausible cells by key", { run: "s", cells: [cells[0]] }],
  ]);
});
