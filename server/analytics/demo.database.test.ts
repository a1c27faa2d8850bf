import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAvs, insertCheckpoint } from "@/db/testing/rows";
import { insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let [real, example, avs, known]: string[] = [];

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  const strategy = (await insertDollarStrategy(owner, "dollar")).address;
  real = (await insertStaked(owner, strategy, { name: "Operator", usd: 1000 })).address;
  example = (await insertStaked(owner, strategy, { name: "Example Operator 1", usd: 300 })).address;
  avs = (await insertAvs(owner, { name: "Example AVS 1" })).address;
  known = await stakerOf(real);
});
afterAll(() => database.drop());

/** Returns a staker who delegates to an operator. */
async function stakerOf(operator: string | undefined): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    select staker_id as id from operator_delegators where operator_id = ${operator ?? ""}`;
  return row?.id ?? "";
}

/** Returns a visitor's procedures, for a database whose checkpoint has this metadata. */
async function asked(runMetadata: Record<string, unknown> | null) {
  await database.sql`delete from pipeline_checkpoints`;
  await insertCheckpoint(database.owner, { runMetadata });
  const network = await networkOf(database.db);
  const context = contextFor("VISITOR", { analytics: database.db, user: undefined as never, network });
  return createCallerFactory(appRouter)(context).analytics;
}
const said = () => ({
  demo: true,
  line: { real: "shares", modelled: "prices" },
  real: { operator_slashing_incidents: "15" },
  partly: { operator_allocations: "some" },
  modelled: ["operator_delegators"],
  fictional: { operators: [example], avs: [avs] },
  knownStakers: [known],
});

test("says what of a demo is fictional and how much it carries, in the demo's own words", async () => {
  const api = await asked(said());
  expect(await api.network.demo()).toEqual({
    real: "shares",
    modelled: "prices",
    exampleOperatorCount: 1,
    exampleAvsCount: 1,
    exampleSlashingCount: 0,
    exampleUsd: 300,
    fictional: [example, avs],
    realTables: ["operator_slashing_incidents"],
    modelledTables: ["operator_allocations", "operator_delegators"],
  });
});

test("says nothing of a real pipeline, or of a demo that says nothing of itself", async () => {
  expect(await (await asked(null)).network.demo()).toBeNull();
  expect(await (await asked({ run: 7, fictional: { operators: [example] } })).network.demo()).toBeNull();
  expect(await (await asked({ demo: true, fictional: "all", real: 3 })).network.demo()).toMatchObject({
    real: null,
    exampleOperatorCount: 0,
    exampleUsd: 0,
    fictional: [],
    realTables: [],
  });
});

test("tells the addresses of stakers that a demo invented from those that are known", async () => {
  const invented = await stakerOf(example);
  const isInvented = async (api: Awaited<ReturnType<typeof asked>>, address: string) =>
    (await api.stakers.overview({ address })).isInvented;
  const demo = await asked(said());
  expect([await isInvented(demo, known ?? ""), await isInvented(demo, invented)]).toEqual([false, true]);
  await database.sql`insert into stakers (id, address) values (${real ?? ""}, ${real ?? ""}), (${example ?? ""}, ${example ?? ""})
    on conflict do nothing`;
  expect([await isInvented(demo, real ?? ""), await isInvented(demo, example ?? "")]).toEqual([false, true]);
  expect(await isInvented(await asked(null), invented)).toBe(false);
});
