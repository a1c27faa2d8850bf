import { makePgArray } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { openPool, type PoolOptions } from "../../postgres/pool";
import { withTransactionName } from "../../postgres/transaction-name";
import { refuseUnmigrated } from "../migrations/state";
import * as schema from "../schema";

export type JobsDatabase = ReturnType<typeof openJobsDatabase>;

/** pg-boss writes a transaction as one text. */
const WHOLE = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;
/** Statements by which pg-boss notes that a job ended. It does not wait for their answers. */
const ENDINGS = /^\s*WITH (deleted_jobs|results) AS \(\s*(DELETE|UPDATE)\b/;

/**
 * Opens connections for scheduled jobs alone, so that no visitor waits for one: `db` for the jobs, `executor` for pg-boss.
 * Until every migration has run each statement fails with an UnmigratedError. `onLost` hears of a job whose end could
 * not be noted; it runs again after two minutes.
 */
export function openJobsDatabase(
  url: string,
  { onLost, ...options }: Omit<PoolOptions, "admit" | "max"> & { onLost: (error: unknown) => void },
) {
  const pool = openPool(
    url,
    { lock_timeout: "2000", idle_in_transaction_session_timeout: "10000" },
    { applicationName: "eigenwatch-jobs", ...options, max: 4, admit: refuseUnmigrated },
  );
  const running = new Set<Promise<unknown>>();
  const ask = async (text: string, values: unknown[] = []): Promise<postgres.Row[]> => {
    const whole = WHOLE.exec(text)?.[1];
    // As one text, a failed transaction would stay open on its connection, and lend it to the next statement.
    if (whole === undefined) return await pool.client.unsafe(text, values.map(parameterOf));
    await withTransactionName("jobs.maintain", () => pool.client.begin((inside) => inside.unsafe(whole)));
    return [];
  };
  const executeSql = async (text: string, values?: unknown[]) => {
    const asked = ask(text, values).then(
      (rows) => ({ rows }),
      (error: unknown) => {
        if (!ENDINGS.test(text)) throw error;
        onLost(error);
        return { rows: [{ count: "0" }] };
      },
    );
    running.add(asked);
    return await asked.finally(() => running.delete(asked));
  };
  return {
    db: drizzle(pool.client, { schema }),
    executor: { executeSql },
    /** Closes the connections once pg-boss has its last answers. */
    close: async () => {
      await Promise.allSettled(running);
      await pool.close();
    },
  };
}

/** Returns a parameter as postgres-js takes it; pg-boss writes for another driver. */
function parameterOf(value: unknown): postgres.ParameterOrJSON<never> {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return makePgArray(value);
  return typeof value === "object" ? JSON.stringify(value) : (value as string | number | boolean);
}
