import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { parseConnectionUrl } from "../../postgres/connection-url";
import { SettingError } from "../../postgres/setting-error";
import { JOBS_SCHEMA, readTables, tableName, USER_SCHEMA } from "../copying/tables";
import { migrateUsers } from "../migrations/migrate";
import { migrationsSchema } from "../migrations/state";
import { type ComparedTable, catchUp, compareAll, copyAll } from "./copy";
import { fence, isFenced, liftFence, readStanding, type Standing, setStanding } from "./fence";
import { findMissingRoles, findRows, inspect, type Place } from "./preflight";
import { copySequences, describeStructure, type Grant, readGrants } from "./structure";

type Log = (line: string) => void;

/** The database that accounts leave and the one that they go to, opened, inspected, and locked against other splits. */
export interface Pair {
  from: Side;
  to: Side;
  log: Log;
}

interface Side extends Place {
  client: postgres.Sql;
  url: string;
  standing: Standing | null;
}

const lock = 4_915_402_027;
const WEEK_MILLISECONDS = 7 * 24 * 3600_000;

/** Runs `work` with both databases. Throws one line if one of them cannot take part, or if another split runs. */
export async function withPair<T>(
  { fromUrl, toUrl, log }: { fromUrl: string; toUrl: string; log: Log },
  work: (pair: Pair) => Promise<T>,
): Promise<T> {
  const open = (url: string) => openClient(url, { applicationName: "eigenwatch-split", max: 3 });
  const clients = [open(fromUrl), open(toUrl)] as const;
  try {
    const [from, to] = [
      { ...(await inspect(clients[0], "--from", placeOf(fromUrl))), client: clients[0], url: fromUrl },
      { ...(await inspect(clients[1], "--to", placeOf(toUrl))), client: clients[1], url: toUrl },
    ];
    if (from.id === to.id) throw new SettingError("--from and --to are the same database.");
    return await withLock(clients[0], () =>
      withLock(clients[1], async () => {
        const standings = await Promise.all(clients.map(readStanding));
        const pair = [
          { ...from, standing: standings[0] ?? null },
          { ...to, standing: standings[1] ?? null },
        ] as const;
        return await work({ from: pair[0], to: pair[1], log });
      }),
    );
  } finally {
    await Promise.all(clients.map((client) => client.end({ timeout: 5 })));
  }
}

/** Locks within a transaction, so that a killed command leaves no lock, and a pooler none with somebody else. */
async function withLock<T>(client: postgres.Sql, work: () => Promise<T>): Promise<T> {
  const result = await client.begin(async (transaction) => {
    await transaction`select set_config('idle_in_transaction_session_timeout', '0', true)`;
    const [row] = await transaction`select pg_try_advisory_xact_lock(${lock}) as yes`;
    if (!row?.yes) throw new SettingError("Another split works on one of these databases. Wait for its end.");
    return [await work()] as const;
  });
  return result[0];
}

/** Returns what a split would do: the tables and their rows, the bytes to move, and what is in its way. */
export async function planSplit({ from, to }: Pair) {
  const rows: { name: string; rowCount: number }[] = [];
  for (const table of from.tables) {
    const [row] = await from.client.unsafe(`select count(*)::int as count from ${tableName(table)}`);
    rows.push({ name: table.name, rowCount: row?.count ?? 0 });
  }
  const grants = await readGrants(from.client);
  return { rows, bytes: from.bytes, problems: await problemsOf({ from, to }, grants) };
}

/**
 * Moves the accounts: copies them while they are used, refuses writes to the source, copies what changed meanwhile,
 * compares all of it, and opens the target. Goes on where a killed split stopped. If it fails, the source takes writes
 * again. Returns the tables, `fencedMilliseconds`, and the roles that use the database.
 */
export async function split({ from, to, log }: Pair) {
  const grants = await readGrants(from.client);
  const roles = [...new Set(grants.map(({ role }) => role))];
  if (from.standing?.state === "left" && isHandedTo(from, to)) {
    refuseTied({ from, to });
    await liftFence(to.client);
    return { alreadySince: from.standing.since, roles, tables: [], fencedMilliseconds: 0 };
  }
  const [problem] = await problemsOf({ from, to }, grants);
  if (problem) throw new SettingError(problem);
  await prepare({ from, to, log }, grants);
  return { ...(await handOver({ from, to, log })), roles };
}

/**
 * Brings the accounts back in the same way. A split that did not come to its end is called off: the source only takes
 * writes again, and the target is not asked. Returns what `split` returns.
 */
export async function rollBack({ from, to, log }: Pair) {
  if (!from.standing) throw new SettingError("There is nothing to roll back: --from is the database in use.");
  if (from.standing.state === "copy")
    throw new SettingError(`--from is a copy of ${from.standing.otherPlace}.`);
  const isBackAlready = from.standing.state === "leaving" || to.standing?.state === "left";
  if (!isHandedTo(from, to)) throw new SettingError(`--from was moved to ${from.standing.otherPlace}.`);
  refuseTied({ from, to });
  if (isBackAlready || to.standing?.state === "copy") {
    await liftFence(from.client);
    return { tables: [], fencedMilliseconds: 0 };
  }
  return await handOver({ from: to, to: from, log });
}

/** Returns every table of both, compared. */
export async function verify({ from, to }: Pair): Promise<ComparedTable[]> {
  if (to.tables.length === 0) throw new SettingError(`--to (${to.place}) has no accounts.`);
  return await compareAll(from.client, to.client, from.tables);
}

/** Drops the copy that the accounts left, a week after they left it. Returns the instant from which that is possible. */
export async function finish({ from, to, log }: Pair, { isDryRun }: { isDryRun: boolean }): Promise<Date> {
  if (from.standing?.state !== "left" || !isHandedTo(from, to))
    throw new SettingError(
      `--from (${from.place}) was not moved to --to (${to.place}), so nothing is dropped.`,
    );
  if (to.standing || to.tables.length === 0)
    throw new SettingError(`--to (${to.place}) is not in use, so nothing is dropped.`);
  const possibleFrom = new Date(Date.parse(from.standing.since) + WEEK_MILLISECONDS);
  const [row] = await from.client`select now() as now`;
  if (row?.now < possibleFrom)
    throw new SettingError(
      `The old copy is kept for a week, to roll back to. It can be dropped from ${possibleFrom.toISOString()} on.`,
    );
  if (isDryRun) return possibleFrom;
  log(`Dropping the schemas ${USER_SCHEMA}, ${migrationsSchema} and ${JOBS_SCHEMA} of ${from.place}.`);
  await from.client.unsafe(
    `drop schema if exists ${USER_SCHEMA}, ${migrationsSchema}, ${JOBS_SCHEMA} cascade`,
  );
  return possibleFrom;
}

async function problemsOf({ from, to }: Pick<Pair, "from" | "to">, grants: Grant[]): Promise<string[]> {
  const problems: string[] = [];
  const { standing } = from;
  if (standing?.state === "copy") problems.push(`--from is a copy of ${standing.otherPlace}, not in use.`);
  if (standing?.state === "left" && !isHandedTo(from, to))
    problems.push(`The accounts of --from were moved to ${standing.otherPlace}.`);
  const tie = tieOf({ from, to });
  if (tie) problems.push(tie);
  const filled = to.standing ? undefined : await findRows(to.client, to.tables);
  if (filled && standing?.state !== "left")
    problems.push(`--to already has rows in ${filled}. Use a database without accounts.`);
  const names = [...new Set(grants.map(({ role }) => role))].filter((role) => role !== "public");
  for (const role of await findMissingRoles(to.client, names))
    problems.push(
      `The server of --to has no role ${role}. There, run: create role "${role}" login password '…'`,
    );
  return problems;
}

/** Makes the target's schema, grants and first copy. */
async function prepare({ from, to, log }: Pair, grants: Grant[]): Promise<void> {
  await migrateUsers({ url: to.url });
  await refuseOtherStructure(from, to);
  for (const { statement } of grants) await to.client.unsafe(statement);
  for (const role of new Set(grants.map((grant) => grant.role))) await letConnect(to.client, role);
  log(`${to.place} has the schema and grants of ${from.place}.`);
  if (to.standing) return log(`${to.place} already has a copy; only what changed since is copied.`);
  const standing = { state: "copy", otherId: from.id, otherPlace: from.place } as const;
  await copyAll(from.client, to.client, { tables: await readTables(to.client), standing, log });
}

/** Hands the accounts over: `from` refuses writes for good, and `to`, which has a fenced copy, takes them at the end. */
async function handOver({ from, to, log }: Pair) {
  await refuseOtherStructure(from, to);
  const tables = await readTables(from.client);
  const other = { otherId: to.id, otherPlace: to.place };
  // Without a fence first, so that less is left to copy while writes are refused.
  if (!from.standing) await catchUp(from.client, to.client, { tables, log });
  const begun = Date.now();
  await fence(from.client, tables, { state: "leaving", ...other });
  log(`${from.place} refuses writes now. If this is interrupted, run it again, or with --rollback.`);
  const done = await catchUp(from.client, to.client, { tables, log }).catch(async (error: unknown) => {
    // The target is still fenced, so the source has every write.
    await liftFence(from.client).then(
      () => log(`${from.place} takes writes again.`),
      () => log(`${from.place} still refuses writes. Run it again, or with --rollback.`),
    );
    throw error;
  });
  await copySequences(from.client, to.client);
  // In this order, no moment has two databases that take writes.
  await setStanding(from.client, { state: "left", ...other });
  await liftFence(to.client);
  const fencedMilliseconds = Date.now() - begun;
  for (const table of tables.filter(isFenced)) await to.client.unsafe(`analyze ${tableName(table)}`);
  return { tables: done.compared, deleted: done.deleted, written: done.written, fencedMilliseconds };
}

/** Throws the first line in which the schemas differ: rows only fit into the same tables. */
async function refuseOtherStructure(from: Side, to: Side): Promise<void> {
  const [here, there] = await Promise.all([describeStructure(from.client), describeStructure(to.client)]);
  const missing = here.find((line) => !there.includes(line));
  const surplus = there.find((line) => !here.includes(line));
  if (!missing && !surplus) return;
  const [place, line] = missing ? [to.place, missing] : [from.place, surplus ?? ""];
  throw new SettingError(`The schemas differ, so nothing was copied. ${place} lacks: ${oneLine(line)}`);
}

async function letConnect(client: postgres.Sql, role: string) {
  if (role === "public") return;
  const [row] = await client`
    select has_database_privilege(${role}, current_database(), 'connect') as yes,
      format('grant connect on database %I to %I', current_database(), ${role}::text) as statement`;
  if (!row?.yes) await client.unsafe(row?.statement);
}

/** Returns whether `from` was, or is being, handed over to `to`. */
const isHandedTo = (from: Side, to: Side) => from.standing?.otherId === to.id;

/** Returns what ties `to` to a third database, which may be in use: opening `to` would let both take writes. */
function tieOf({ from, to }: Pick<Pair, "from" | "to">): string | undefined {
  if (!to.standing || to.standing.otherId === from.id) return undefined;
  return to.standing.state === "copy"
    ? `--to holds a copy of ${to.standing.otherPlace}. Use another database.`
    : `The accounts of --to were moved to ${to.standing.otherPlace} since. Bring them back from there first.`;
}

function refuseTied(pair: Pick<Pair, "from" | "to">): void {
  const tie = tieOf(pair);
  if (tie) throw new SettingError(tie);
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").slice(0, 200);

function placeOf(url: string): string {
  const { host, port, database } = parseConnectionUrl(url);
  return `${host}:${port}/${database}`;
}
