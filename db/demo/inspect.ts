import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import { readContract } from "./contract";
import { stagingTables } from "./fill";
import { demoSeed } from "./model/random";

export const pipelineName = "eigenwatch-demo";

/** The description that a finished demo writes into `pipeline_checkpoints.run_metadata`. */
export type DemoMark = { demo: true; seed: string; scale: number; version: string };

export type Found = "complete" | "empty" | "unfinished" | "other demo";

/** Returns the contents of a database's public schema. */
export async function inspect(sql: Sql, wanted: DemoMark): Promise<Found> {
  const rows = await sql<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`;
  const names = rows.map((row) => row.name);
  if (names.length === 0) return "empty";
  const own = new Set([...Object.keys(stagingTables), ...readContract().tables.map((table) => table.name)]);
  const foreign = names.filter((name) => !own.has(name)).sort();
  if (foreign.length > 0) {
    const list = foreign.slice(0, 3).join(", ") + (foreign.length > 3 ? ", …" : "");
    throw new Error(
      `This database holds tables that are not the demo's (${list}). Load the demo into a database of its own.`,
    );
  }
  if (names.some((name) => name in stagingTables)) return "unfinished";
  const marks = names.includes("pipeline_checkpoints")
    ? await sql<{ mark: DemoMark | null }[]>`SELECT run_metadata AS mark FROM pipeline_checkpoints`
    : [];
  const mark = marks.find((row) => row.mark?.demo === true)?.mark;
  if (marks.some((row) => row.mark?.demo !== true) || (!mark && (await hasRows(sql, names)))) {
    throw new Error("This database holds a real pipeline's rows. Load the demo into a database of its own.");
  }
  if (!mark) return "empty";
  const isSame = mark.seed === wanted.seed && mark.scale === wanted.scale && mark.version === wanted.version;
  return isSame ? "complete" : "other demo";
}

async function hasRows(sql: Sql, names: string[]): Promise<boolean> {
  for (const name of names) {
    const [row] = await sql.unsafe<{ filled: boolean }[]>(`SELECT EXISTS (SELECT FROM "${name}") AS filled`);
    if (row?.filled) return true;
  }
  return false;
}

/**
 * Returns the mark that a load at this scale will leave. Its version changes with the data, the contract and the
 * loader.
 */
export function markFor(scale: number): DemoMark {
  const hash = createHash("sha256");
  const folder = fileURLToPath(new URL("./", import.meta.url));
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!/\.(ts|sql|csv)$/.test(name) || /\.test\./.test(name)) continue;
    hash.update(name).update(readFileSync(folder + name));
  }
  return { demo: true, seed: demoSeed, scale, version: hash.digest("hex").slice(0, 16) };
}
