import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { SettingError } from "../../postgres/setting-error";
import { JOBS_SCHEMA, USER_SCHEMA } from "../copying/tables";
import { type Grant, readGrants } from "../splitting/structure";
import type { Migration } from "./files";
import { describeSchema } from "./live-schema";
import { grantStatements } from "./migrate";
import { migrationsSchema } from "./state";
import { makeJournal } from "./steps";

export type ExpectedSchemas = {
  /** The lines of the schema before the first migration, and after each. */
  after: string[][];
  /** The rights of the application's role at the end. */
  grants: Grant[];
};

/**
 * Returns the schemas that these migrations make on this very server: in schemas of another name, in one transaction
 * that is rolled back. Others see nothing of it, none of their tables is locked, and a kill leaves nothing. Throws one
 * line where the role may not create a schema, and where the server takes no writes.
 */
export async function makeInScratch(
  client: postgres.Sql,
  migrations: Migration[],
  applicationRole: string,
): Promise<ExpectedSchemas> {
  await refuseWhereImpossible(client);
  const undone = new Error("The scratch schema is rolled back.");
  let made: ExpectedSchemas | undefined;
  await client
    .begin(async (transaction) => {
      made = await make(transaction, migrations, applicationRole);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  if (!made) throw undone;
  return made;
}

async function make(
  transaction: postgres.TransactionSql,
  migrations: Migration[],
  applicationRole: string,
): Promise<ExpectedSchemas> {
  const scratch = `${USER_SCHEMA}_scratch_${randomBytes(6).toString("hex")}`;
  const own = new RegExp(`\\b${USER_SCHEMA}(_migrations|_jobs)?\\b`, "g");
  const renamed = (statement: string) => statement.replace(own, (name) => name.replace(USER_SCHEMA, scratch));
  const named = (text: string) => text.replaceAll(scratch, USER_SCHEMA);
  const schemas = { user: scratch, jobs: renamed(JOBS_SCHEMA) };
  const look = async () => (await readLines(transaction, schemas)).map(named).sort();

  await transaction.unsafe("set local statement_timeout = 0");
  await transaction.unsafe(renamed(makeJournal));
  const after = [await look()];
  for (const { statements, step } of migrations) {
    for (const statement of statements) {
      // Nobody else sees this table, so its index may be built in the transaction.
      const alone = step === "concurrently" ? statement.replace(/\bconcurrently\b/gi, "") : statement;
      await transaction.unsafe(renamed(alone));
    }
    after.push(await look());
  }
  const [hasJobs] = await transaction`select 1 from pg_namespace where nspname = ${schemas.jobs}`;
  const homes = [scratch, renamed(migrationsSchema), ...(hasJobs ? [schemas.jobs] : [])];
  const [role] =
    await transaction`select quote_ident(rolname) as name from pg_roles where rolname = ${applicationRole}`;
  if (role) {
    // Default rights of the server are not among those that are expected.
    await transaction.unsafe(`
      revoke all on schema ${homes} from ${role.name};
      revoke all on all tables in schema ${homes} from ${role.name};
      revoke all on all sequences in schema ${homes} from ${role.name};
      revoke all on all functions in schema ${homes} from ${role.name}`);
    await transaction.unsafe(renamed(grantStatements(applicationRole, hasJobs !== undefined)));
  }
  const grants = (await readGrants(transaction, homes)).map((grant) => ({
    ...grant,
    statement: named(grant.statement),
  }));
  return { after, grants: grants.filter((grant) => grant.role === applicationRole) };
}

async function refuseWhereImpossible(client: postgres.Sql): Promise<void> {
  const [facts] = await client`
    select current_user as role, current_database() as database,
      has_database_privilege(current_database(), 'create') as "mayCreate",
      pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly"`;
  if (facts?.isReadOnly) throw new SettingError("The database takes no writes.");
  if (!facts?.mayCreate)
    throw new SettingError(`Role ${facts?.role} may not create a schema in ${facts?.database}.`);
}

/** Returns the lines of a schema, with names written as if no schema were searched. */
async function readLines(
  transaction: postgres.TransactionSql,
  schemas: { user: string; jobs: string },
): Promise<string[]> {
  const [before] = await transaction`select current_setting('search_path') as path`;
  await transaction.unsafe("set local search_path = pg_catalog");
  const lines = await describeSchema(transaction, schemas);
  await transaction`select set_config('search_path', ${before?.path}, true)`;
  return lines;
}
