import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import { type Contract, readContract } from "./contract";
import { blockAt, dayText, presentBlock, presentDay, secondsPerDay } from "./model/calendar";
import { firstDay } from "./model/market";
import { isRegistered } from "./model/memberships";
import { makeWorld, type World } from "./model/world";
import { writeAllocations } from "./write/allocations";
import { writeCommissions } from "./write/commissions";
import { copyRows, openCopy } from "./write/copy";
import { writeFacts } from "./write/entities";
import { writeMemberships } from "./write/memberships";
import { type Prices, writeOperator } from "./write/operator-days";
import { writeSlashings } from "./write/slashings";
import { type Streams, streamColumns } from "./write/streams";
import { writeTokens } from "./write/tokens";

export type Step = (name: string) => void;

/** Tables that exist only during a load; one that still exists shows that a load did not finish. */
export const stagingTables = {
  demo_day:
    "operator_id varchar, day date, tvs float8, delegators int, avss int, shares numeric, shares_float float8, hhi numeric, cv numeric, last_activity date, slashes int, operational_days int, commission_bips int",
  demo_allocation:
    "id varchar, magnitude numeric, usd numeric, percent numeric, from_block int, until_block int",
  demo_set: "id varchar, created_block int, strategies varchar[]",
  demo_network: "day date, block int, usd numeric, active_avss int",
} as const;

/**
 * Creates the contract's tables in an empty schema and fills them. The caller writes the checkpoint that ends the
 * load.
 */
export async function fillDemo(sql: Sql, scale: number, step: Step) {
  const contract = readContract();
  await createTables(sql, contract);
  step("created the contract's tables");
  const world = makeWorld(scale);
  await writeFacts(sql, world);
  await writeTokens(sql, world);
  await writeMemberships(sql, world);
  await writeAllocations(sql, world);
  await writeCommissions(sql, world);
  await writeSlashings(sql, world);
  await copyRows(sql, "demo_network", "day, block, usd, active_avss", networkDays(world));
  step(
    `wrote ${world.roster.length} operators, ${world.facts.avss.length + world.examples.avss.length} AVSs, prices and events`,
  );
  await writeOperators(sql, world, step);
  await sql.unsafe(
    "ANALYZE demo_day, historical_tvs_snapshots, operator_strategy_daily_snapshots, operator_delegators, operator_delegator_history",
  );
  const key = contract.tables.find(({ name }) => name === keyedEarly)?.key;
  if (key) await sql.unsafe(key);
  await derive(sql, world, step);
  await finishTables(sql, contract, step);
}

/** The one table whose key the remaining computations need. */
const keyedEarly = "historical_tvs_snapshots";

async function createTables(sql: Sql, contract: Contract) {
  const staging = Object.entries(stagingTables).map(
    ([name, columns]) => `CREATE UNLOGGED TABLE ${name} (${columns})`,
  );
  await sql.begin(async (tx) => {
    for (const statement of staging) await tx.unsafe(statement);
    for (const { create } of contract.tables) await tx.unsafe(create);
  });
}

async function writeOperators(sql: Sql, world: World, step: Step) {
  const entries = await Promise.all(
    Object.entries(streamColumns).map(
      async ([table, columns]) => [table, await openCopy(sql, table, columns)] as const,
    ),
  );
  const streams = Object.fromEntries(entries) as Streams;
  const first = presentDay - world.days - world.leadDays + 1;
  const prices: Prices = new Map(
    world.facts.strategies.map((strategy) => [
      strategy.address,
      Array.from({ length: presentDay - first + 1 }, (_, i) => world.market.price(strategy, first + i)),
    ]),
  );
  let done = 0;
  for (const operator of world.roster) {
    await writeOperator(world, streams, prices, operator);
    done++;
    if (done % 2000 === 0) step(`wrote the days and delegators of ${done} operators`);
  }
  let rows = 0;
  for (const [, stream] of entries) rows += await stream.end();
  step(`wrote ${rows} rows of days, delegators and shares`);
}

/** Two groups of steps that do not read each other's tables, then the steps that read both. */
const lanes = [
  ["allocations", "concentration", "state"],
  ["volatility", "analytics"],
];
const last = ["network", "health"];

async function derive(sql: Sql, world: World, step: Step) {
  const unknown = world.roster.filter((one) => one.avsCount === null).map((one) => one.address);
  const settings = {
    present: dayText(presentDay),
    first: dayText(firstDay),
    block: String(presentBlock),
    days: String(world.days),
    unknown: unknown.join(","),
  };
  const run = async (names: string[]) => {
    for (const name of names) await runDerivation(sql, name, settings, step);
  };
  await Promise.all(lanes.map(run));
  await run(last);
}

async function runDerivation(sql: Sql, name: string, settings: Record<string, string>, step: Step) {
  const text = readFileSync(fileURLToPath(new URL(`./derive/${name}.sql`, import.meta.url)), "utf8");
  await sql.begin(async (tx) => {
    // One worker, since sums of floating-point numbers depend on how workers share the rows.
    await tx.unsafe(
      "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL work_mem = '256MB'; SET LOCAL jit = off",
    );
    for (const [key, value] of Object.entries(settings))
      await tx`SELECT set_config(${`demo.${key}`}, ${value}, true)`;
    await tx.unsafe(text);
  });
  step(`computed ${name}`);
}

async function finishTables(sql: Sql, contract: Contract, step: Step) {
  const keys = contract.tables.filter(({ name }) => name !== keyedEarly).map(({ key }) => key);
  const isLarge = ({ table }: { table: string }) => table in streamColumns;
  const indexes = [
    ...contract.indexes.filter(isLarge),
    ...contract.indexes.filter((index) => !isLarge(index)),
  ];
  const queue = [...keys, ...indexes.map(({ create }) => create)];
  const work = async () => {
    for (let statement = queue.shift(); statement; statement = queue.shift()) await sql.unsafe(statement);
  };
  await Promise.all([work(), work()]);
  step("built keys and indexes");
  for (const statement of contract.foreignKeys) await sql.unsafe(statement);
  step("checked foreign keys");
  await sql.unsafe("ANALYZE");
  step("analyzed");
}

/**
 * Returns the network's known token deposits by day. Gaps are interpolated; after the last known day, deposits follow
 * the price of ether.
 */
function networkDays(world: World): (string | number)[][] {
  const ether = world.facts.strategies.find((one) => one.symbol === "ETH");
  const known = new Map(world.facts.tvl.map((row) => [row.day, row.usd]));
  const lastKnown = Math.max(...known.keys());
  const rows: (string | number)[][] = [];
  let before = { day: firstDay, usd: known.get(firstDay) ?? 0 };
  for (let day = firstDay; day <= presentDay; day++) {
    let usd = known.get(day);
    if (usd !== undefined) before = { day, usd };
    else if (day > lastKnown && ether) {
      usd =
        (before.usd * (world.market.price(ether, day) ?? 0)) / (world.market.price(ether, before.day) ?? 1);
    } else {
      let next = day;
      while (!known.has(next)) next++;
      usd =
        before.usd *
        ((known.get(next) ?? before.usd) / before.usd) ** ((day - before.day) / (next - before.day));
    }
    const time = day * secondsPerDay;
    const active = new Set(world.memberships.filter((row) => isRegistered(row, time)).map((row) => row.avs))
      .size;
    rows.push([dayText(day), blockAt(time), Math.round(usd), active]);
  }
  return rows;
}
