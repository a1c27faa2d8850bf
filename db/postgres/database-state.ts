import type postgres from "postgres";
import { withStatementName } from "./statement-name";

/** A server and the limits of our session on it. */
export interface DatabaseState {
  /** The round trip. */
  milliseconds: number;
  isStandby: boolean;
  /** Whether the session may write nothing, as on a standby. */
  isReadOnly: boolean;
  /** A standby's seconds since the newest change that it has replayed; `null` if it has replayed none, or is none. */
  replayedSecondsAgo: number | null;
  isReplayPaused: boolean;
  /** Whether a standby has replayed everything that it received. */
  isCaughtUp: boolean;
  hasStatementTimeout: boolean;
  hasIdleTimeout: boolean;
  /** The major version. */
  version: number;
}

const question = /* sql */ `
select pg_is_in_recovery() as "isStandby",
  current_setting('transaction_read_only') = 'on' as "isReadOnly",
  case when pg_is_in_recovery() then extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 end
    as "replayedSecondsAgo",
  case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end as "isReplayPaused",
  case when pg_is_in_recovery() then coalesce(pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn(), false) else true end
    as "isCaughtUp",
  current_setting('statement_timeout') <> '0' as "hasStatementTimeout",
  current_setting('idle_in_transaction_session_timeout') <> '0' as "hasIdleTimeout",
  current_setting('server_version_num')::int / 10000 as version`;

/** Returns the state of a database, as any role may ask it. Throws when it does not answer. */
export async function askDatabaseState(client: postgres.Sql): Promise<DatabaseState> {
  const started = performance.now();
  const [row] = await withStatementName(
    "database-state",
    async () => await client.unsafe<Omit<DatabaseState, "milliseconds">[]>(question),
  );
  if (!row) throw new Error("The database gave no state.");
  const { replayedSecondsAgo } = row;
  return {
    ...row,
    milliseconds: performance.now() - started,
    replayedSecondsAgo: replayedSecondsAgo === null ? null : Math.max(0, replayedSecondsAgo),
  };
}
