import { afterAll, beforeAll, expect, test } from "vitest";
import * as table from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertAvs, insertCheckpoint, insertOperator } from "../testing/rows";
import { findOperatorNames } from "./operator-names";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let named: string;
let nameless: string;
const others: string[] = [];
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner);
  named = (await insertOperator(owner, { name: "Linea" })).address;
  for (const [name, tvsUsd] of [
    [" LINEA ", "1"],
    ["Li\u200bnea", "2"],
    ["Linea Two", "3"],
    ["", "4"],
  ] as const)
    others.push((await insertOperator(owner, { name, tvsUsd })).address);
  nameless = (await insertOperator(owner)).address;
  await insertAvs(owner, { name: "Linea" });
  for (const [index, [operatorId, name]] of [
    [named, "First"],
    [named, "linea"],
    [named, "Second"],
    [named, "FIRST"],
    [named, " "],
    [named, "Linea"],
    [nameless, "Was called"],
  ].entries())
    await owner.insert(table.operatorMetadataHistory).values({
      operatorId: operatorId ?? "",
      metadataUri: "https://example.org/a.json",
      metadataJson: { name },
      updatedAt: `2026-01-0${index + 1} 00:00:00`,
      updatedAtBlock: index,
      transactionHash: "0x01",
    });
});
afterAll(() => database.drop());

test("finds the other operators that declare the same name in any spelling, and no AVS", async () => {
  const [small, large] = others;
  expect(await findOperatorNames(database.db, named)).toMatchObject({
    namesakeCount: 2,
    namesakes: [large, small],
  });
  expect(await findOperatorNames(database.db, nameless)).toMatchObject({ namesakeCount: 0, namesakes: [] });
});

test("tells of earlier names, the latest first, each once, and not of the present one", async () => {
  expect((await findOperatorNames(database.db, named)).earlierNames).toEqual(["FIRST", "Second"]);
  expect((await findOperatorNames(database.db, nameless)).earlierNames).toEqual(["Was called"]);
});
