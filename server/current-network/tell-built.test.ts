import { expect, test } from "vitest";
import type { Network } from "../network/network";
import { tellBuilt } from "./tell-built";

test("names the columns of cells that were not believed once a run, and nothing where all were", () => {
  const lines: unknown[] = [];
  const journal = {
    info: (line: object, message: string) => lines.push([message, line]),
    warn: (line: object, message: string) => lines.push([message, line]),
  };
  const built = (implausible: Network["source"]["implausible"]) =>
    tellBuilt(journal, { run: "r", operators: new Map(), source: { implausible } } as unknown as Network, 5);
  const cells = [{ table: "operator_state", column: "total_tvs", count: 2 }];
  built(cells);
  built([]);
  expect(lines).toEqual([
    ["network built", { run: "r", operators: 0, milliseconds: 5 }],
    ["implausible cells", { run: "r", cells }],
    ["network built", { run: "r", operators: 0, milliseconds: 5 }],
  ]);
});
