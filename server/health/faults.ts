import type { DatabaseState } from "@/db/postgres/database-state";

/** A part that is not well. One of our own takes this instance out of rotation; one that all share does not. */
export interface Fault {
  /** The part and its problem in one sentence, without a secret. */
  sentence: string;
  isOurs: boolean;
}

/** A database's state, or the error in its place. */
export type Asked = { state: DatabaseState } | { error: unknown };

const LEAST_VERSION = 15;
/** A wrong password, user, database or host, a right that is missing, or a database without our tables. */
const OUR_CODES = /^(28\w{3}|3D000|42501|42P01|ENOTFOUND)$/;
const OUR_NAMES = ["TlsError", "SettingError", "WritableError", "UnmigratedError"];

/** Returns whether another instance would be answered: this one's URL, role or version is wrong. */
function isOurs(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  const isRefusedSetting = code === "08P01" && /startup parameter/i.test(error.message);
  return OUR_CODES.test(code) || OUR_NAMES.includes(error.name) || isRefusedSetting || isOurs(error.cause);
}

type Database = {
  name: "analytics" | "user";
  asked: Asked;
  /** Whether it ever answered this instance. */
  hasAnswered: boolean;
};

/** Returns the faults of a database. One that never answered this instance may have another address. */
export function faultsOfDatabase({ name, asked, hasAnswered }: Database): Fault[] {
  const fault = (problem: string, ours: boolean): Fault => ({
    sentence: `The ${name} database ${problem}.`,
    isOurs: ours,
  });
  if ("error" in asked) {
    if (isOurs(asked.error)) return [fault("refuses this instance: see its log", true)];
    return [hasAnswered ? fault("does not answer", false) : fault("has never answered this instance", true)];
  }
  const { version, isStandby, isReadOnly, isReplayPaused, hasStatementTimeout, hasIdleTimeout } = asked.state;
  const isUser = name === "user";
  return [
    ...(version < LEAST_VERSION ? [fault(`is older than Postgres ${LEAST_VERSION}`, true)] : []),
    ...(isUser && isStandby ? [fault("is a standby now: nothing can be written", false)] : []),
    ...(isUser && isReadOnly && !isStandby ? [fault("is read-only now", false)] : []),
    ...(!isUser && isReplayPaused ? [fault("is a standby that replays nothing", false)] : []),
    ...(hasStatementTimeout ? [] : [fault("has a role without statement_timeout", true)]),
    ...(isUser && !hasIdleTimeout
      ? [fault("has a role without idle_in_transaction_session_timeout", true)]
      : []),
  ];
}
