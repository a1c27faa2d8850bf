import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAvs, insertCheckpoint, insertDeclaredName, insertOperator } from "@/db/testing/rows";
import { insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter, type RouterOutputs } from "../trpc/router";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let named: string;
let nameless: string;
let namesOf: (address: string) => Promise<RouterOutputs["analytics"]["operators"]["names"]>;
const others: string[] = [];
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner);
  named = (await insertOperator(owner, { name: "Linea" })).address;
  const strategy = (await insertDollarStrategy(owner)).address;
  for (const [name, usd] of [
    [" LINEA ", 1],
    ["Li\u200bnea", 2],
    ["Linea Two", 3],
    ["", 4],
  ] as const)
    others.push((await insertStaked(owner, strategy, { name, usd })).address);
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
    await insertDeclaredName(owner, operatorId ?? "", { name, updatedAt: `2026-01-0${index + 1} 00:00:00` });
  const context = contextFor("VISITOR", {
    analytics: database.db,
    user: undefined as never,
    network: await networkOf(database.db),
  });
  const { operators } = createCallerFactory(appRouter)(context).analytics;
  namesOf = (address) => operators.names({ address });
});
afterAll(() => database.drop());

test("finds the other operators that declare the same name in any spelling, and no AVS", async () => {
  const [small, large] = others;
  expect(await namesOf(named)).toMatchObject({
    namesakeCount: 2,
    namesakes: [large, small],
  });
  expect(await namesOf(nameless)).toMatchObject({ namesakeCount: 0, namesakes: [] });
});

test("tells of earlier names, the latest first, each once, and not of the present one", async () => {
  expect((await namesOf(named)).earlierNames).toEqual(["FIRST", "Second"]);
  expect((await namesOf(nameless)).earlierNames).toEqual(["Was called"]);
});
