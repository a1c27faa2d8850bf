import postgres, { type Sql } from "postgres";
import { readContract } from "./contract";
import { fillDemo, stagingTables } from "./fill";
import { type DemoMark, inspect, markFor, pipelineName } from "./inspect";
import { present, presentBlock, timeText } from "./model/calendar";
import { decimals } from "./model/numbers";
import { provenance } from "./provenance";

export type DemoOptions = {
  /** Connection string of the role that owns the analytics database's tables. */
  url: string;
  /**
   * The size of the demo: 1 is the real network; 10 has ten times the operators, stakers and days; 0.02, for tests,
   * has the first operators only.
   */
  scale?: number;
  log: (line: string) => void;
};

const lockKey = 4_207_301;

/**
 * Makes sure that a database holds the whole demo of one scale and this version. Loads it into an empty database, or
 * in place of an unfinished or another demo. @returns whether it had to load, and how long that took. @throws if the
 * scale is invalid, or if the database holds anything but a demo, which is left untouched.
 */
export async function ensureDemo(options: DemoOptions): Promise<{ loaded: boolean; milliseconds: number }> {
  const started = performance.now();
  const { url, scale = 1, log } = options;
  checkScale(scale);
  const sql = postgres(url, {
    max: 18,
    onnotice: () => {},
    connection: {
      application_name: "eigenwatch-demo",
      synchronous_commit: "off",
      maintenance_work_mem: "256MB",
      client_min_messages: "warning",
      statement_timeout: 0,
    },
  });
  const elapsed = () => Math.round(performance.now() - started);
  const step = (name: string) => log(`demo: ${name} (${decimals(elapsed() / 1000, 1)} s)`);
  const lock = await sql.reserve().catch(async (error: unknown) => {
    await sql.end({ timeout: 1 });
    throw error;
  });
  try {
    await lock`SELECT pg_advisory_lock(${lockKey})`;
    const mark = markFor(scale);
    const found = await inspect(sql, mark);
    if (found === "complete") return { loaded: false, milliseconds: elapsed() };
    if (found === "unfinished") step("an earlier load did not finish; starting over");
    if (found === "other demo") step("another version or scale is loaded; replacing it");
    await dropTables(sql);
    await fillDemo(sql, scale, step);
    await finish(sql, mark, elapsed());
    step("complete");
    return { loaded: true, milliseconds: elapsed() };
  } finally {
    lock.release();
    await sql.end({ timeout: 5 });
  }
}

/** Drops the demo's own tables; the schema and its default privileges stay. */
async function dropTables(sql: Sql) {
  const names = [...readContract().tables.map((table) => table.name), ...Object.keys(stagingTables)];
  await sql.unsafe(`DROP TABLE IF EXISTS ${names.map((name) => `public.${name}`).join(", ")} CASCADE`);
}

/**
 * Drops the staging tables and writes the checkpoint in one transaction, so that a demo is either complete or
 * unfinished.
 */
async function finish(sql: Sql, mark: DemoMark, milliseconds: number) {
  const now = timeText(present);
  const metadata = { ...mark, ...provenance, block: presentBlock };
  await sql.begin(async (tx) => {
    await tx.unsafe(`DROP TABLE ${Object.keys(stagingTables).join(", ")}`);
    await tx`
      INSERT INTO pipeline_checkpoints (
        pipeline_name, last_processed_at, last_processed_block, operators_processed_count, total_events_processed,
        run_duration_seconds, run_metadata, created_at, updated_at
      ) SELECT ${pipelineName}, ${now}::timestamp, ${presentBlock}, (SELECT count(*) FROM operators),
        (SELECT sum(total_records) FROM pipeline_sync_status), NULL, ${tx.json(metadata)}, ${now}::timestamp, ${now}::timestamp`;
  });
  await sql.unsafe("ANALYZE pipeline_checkpoints");
  return milliseconds;
}

function checkScale(scale: number) {
  const isWhole = scale >= 1 && scale <= 100 && Number.isInteger(scale);
  const isPart = scale > 0 && scale < 1;
  if (!isWhole && !isPart)
    throw new Error("The scale is a whole number from 1 to 100, or a fraction between 0 and 1.");
}
