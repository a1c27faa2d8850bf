import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { JOBS_SCHEMA, quoted } from "../copying/tables";
import { readMigrations } from "./files";
import { LOOKING, waitForOtherMigrator } from "./lock";
import type { LockPatience } from "./lock-retries";
import { compareMigrations, migrationsSchema, needsNewer } from "./state";
import { runMigrations } from "./steps";
import { isOlder, ourVersion } from "./version";

type Options = {
  /** The migrator's URL: this role creates the schema and owns it. */
  url: string;
  /** The application's role, which gets only the grants that it needs. */
  applicationRole?: string;
  folder?: string;
  /** The version that migrates. */
  version?: string;
  patience?: Partial<LockPatience> & { otherMigratorMilliseconds?: number };
  log?: (line: string) => void;
};

/** One try waits for less than the lock_timeout of the application, whose statements queue behind it and must not fail. */
const LOCKS: LockPatience = { milliseconds: 1500, tries: 14, pauseMilliseconds: 1000 };
const OTHER_MIGRATOR_MILLISECONDS = 300_000;

/**
 * Migrates the user database to the schema of this version, and returns the names of the migrations that ran. A
 * second migrator waits for the first and then finds nothing to do. Migrations of later versions stay. Throws when the
 * database does not fit the journal, naming the migrations, and when a lock is not free in time, naming its holder.
 */
export async function migrateUsers({
  url,
  applicationRole,
  folder,
  version = ourVersion,
  patience: { otherMigratorMilliseconds = OTHER_MIGRATOR_MILLISECONDS, ...locks } = {},
  log = () => {},
}: Options): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = openClient(url, {
    applicationName: "eigenwatch-migrate",
    settings: { statement_timeout: 0, ...LOOKING },
    isLongLived: true,
  });
  try {
    await waitForOtherMigrator(client, otherMigratorMilliseconds, log);
    const { pending, newer, problems, minimumVersion } = await compareMigrations(client, migrations, version);
    if (minimumVersion !== null && isOlder(version, minimumVersion))
      throw new Error(needsNewer(minimumVersion, version));
    if (problems.length > 0)
      throw new Error(`The user database does not match this version. ${problems.join(" ")}`);
    const due = migrations.filter(({ tag }) => pending.includes(tag));
    for (const { tag, minimumVersion: minimum } of due)
      if (minimum && isOlder(version, minimum))
        throw new Error(
          `Migration ${tag} is for ${minimum} and later, but this is ${version}. Raise the version in package.json first.`,
        );
    // A role that only runs what others migrate may lack these rights, and needs none when nothing is pending.
    if (due.length > 0) await runMigrations({ client, url, patience: { ...LOCKS, ...locks }, log }, due);
    // A later version may have tables on which the application has fewer rights.
    if (applicationRole && newer.length === 0) await grantTo(client, applicationRole);
    return pending;
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Gives the application its rights on every table, unless it is the owner. */
export async function grantTo(client: postgres.Sql, role: string) {
  const [me] = await client`
    select current_user as name, to_regnamespace(${JOBS_SCHEMA}) is not null as "hasJobs"`;
  if (me?.name === role) return;
  await client.unsafe(grantStatements(role, me?.hasJobs === true));
}

/** Returns the statements that give the application its rights, which run as one. */
export function grantStatements(role: string, hasJobs: boolean): string {
  const to = quoted(role);
  return `
    grant usage on schema eigenwatch, ${migrationsSchema} to ${to};
    grant select, insert, update, delete on all tables in schema eigenwatch to ${to};
    revoke update, delete on eigenwatch.audit_events from ${to};
    grant select on all tables in schema ${migrationsSchema} to ${to};
    ${hasJobs ? jobGrants(to) : ""}
  `;
}

/** Returns the grants for scheduled jobs. Some backups are of a time before there were any. */
const jobGrants = (to: string) => `
    grant usage on schema ${JOBS_SCHEMA} to ${to};
    grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to ${to};
    grant execute on function eigenwatch.forget_audit_events(integer, integer) to ${to};`;
