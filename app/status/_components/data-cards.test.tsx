import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { DataCards } from "./data-cards";

const nothing = { parts: [], missingTables: [], emptyTables: [], implausible: [], values: [] };
const textOf = (data: Parameters<typeof DataCards>[0]["data"]) =>
  renderToStaticMarkup(<DataCards data={data} />)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("names what is late, missing, empty and not believed", () => {
  const text = textOf({
    ...nothing,
    parts: [
      { part: "pipeline_checkpoints analytics", at: new Date("2026-07-05T00:00:00Z"), isLate: false },
      { part: "pipeline_sync_status events Slashing", at: new Date("2026-02-16T02:40:00Z"), isLate: true },
      { part: "subgraph_health_status", at: null, isLate: false },
    ],
    missingTables: ["token_price_history"],
    emptyTables: ["avs_metadata", "operator_set_state"],
    implausible: [{ table: "operator_state", column: "total_tvs", count: 3 }],
    values: [{ what: "Prices", oldestAt: null, newestAt: null, unknownCount: 2 }],
  });
  expect(text).toMatch(/pipeline_sync_status events Slashing .* · late/);
  expect(text).toMatch(/subgraph_health_status not known/);
  expect(text).toMatch(/Tables that are missing token_price_history/);
  expect(text).toMatch(/Tables that are empty avs_metadata, operator_set_state/);
  expect(text).toMatch(/Implausible: operator_state, total_tvs 3 cells/);
  expect(text).toMatch(/Prices not known/);
  expect(text.match(/ · late/g)).toHaveLength(1);
});

test("says that nothing is missing where nothing is, and that no part says how far it reaches", () => {
  const text = textOf(nothing);
  expect(text).toMatch(/No part says how far it reaches/);
  expect(text).toMatch(/Tables that are missing none/);
  expect(text).toMatch(/Cells with implausible values none/);
});
