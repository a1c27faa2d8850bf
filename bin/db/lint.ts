import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { SettingError } from "../../db/postgres/setting-error";
import { type Migration, migrationsFolder, readMigrations } from "../../db/user/migrations/files";
import { isOlder, ourVersion } from "../../db/user/migrations/version";
import { defineCommand } from "./command";
import { type Finding, findFaults, SQUAWK_CONTRACT_RULES } from "./lint-rules";

/** Earlier migrations ran before there were rules. */
const FIRST_LINTED = "0006";

/**
 * Rules of squawk that do not apply. The migrator sets the timeouts, and runs a migration whole or not at all. The order
 * of an enum's values and the width of a number are matters of taste.
 */
const EXCLUDED = [
  "prefer-bigint-over-int",
  "prefer-bigint-over-smallint",
  "prefer-robust-stmts",
  "require-enum-value-ordering",
  "require-lock-timeout",
  "require-statement-timeout",
  "require-timeout-settings",
];

const findings = z.array(z.object({ line: z.number(), rule_name: z.string(), message: z.string() }));
const run = promisify(execFile);

/**
 * Returns the parts of a migration that would disturb instances that serve meanwhile, or break those of the version before.
 * Source: squawk, and rules of our own.
 */
export async function lintMigration(
  { step, minimumVersion, statements }: Pick<Migration, "step" | "minimumVersion" | "statements">,
  file: string,
): Promise<Finding[]> {
  const isContract = minimumVersion !== undefined;
  const found = [
    ...(await askSquawk(file, step !== "concurrently", isContract)),
    ...findFaults(statements.join("--> statement-breakpoint"), { step, isContract }),
  ];
  if (minimumVersion && isOlder(ourVersion, minimumVersion))
    found.push({
      line: 1,
      rule: "minimum-version",
      message: `This is ${ourVersion}. Raise the version in package.json to ${minimumVersion}.`,
    });
  return found.toSorted((a, b) => a.line - b.line);
}

async function askSquawk(file: string, isInTransaction: boolean, isContract: boolean): Promise<Finding[]> {
  const program = createRequire(import.meta.url).resolve("squawk-cli/js/bin/squawk");
  const excluded = [...EXCLUDED, ...(isContract ? SQUAWK_CONTRACT_RULES : [])];
  const args = [
    "--reporter=json",
    "--pg-version=15",
    `--exclude=${excluded.join()}`,
    `--${isInTransaction ? "" : "no-"}assume-in-transaction`,
    file,
  ];
  // It exits with 1 when it finds something.
  const { stdout, stderr } = await run(process.execPath, [program, ...args]).catch(
    (error: { stdout?: string; stderr?: string }) => ({
      stdout: error.stdout ?? "",
      stderr: error.stderr ?? "",
    }),
  );
  if (!stdout.trim().startsWith("["))
    throw new SettingError(`squawk could not read ${file}: ${stderr.trim().split("\n")[0]}`);
  return findings
    .parse(JSON.parse(stdout))
    .map(({ line, rule_name: rule, message }) => ({ line: line + 1, rule, message }));
}

export const lint = defineCommand({
  name: "lint",
  summary: "Looks in new migrations for what disturbs running instances or breaks older ones.",
  details: "Needs the development dependencies, and no database. Part of npm run check.",
  run: async () => {
    const migrations = readMigrations().filter(({ tag }) => tag >= FIRST_LINTED);
    const found = await Promise.all(
      migrations.map(async (migration) => {
        const file = join(migrationsFolder(), `${migration.tag}.sql`);
        return (await lintMigration(migration, file)).map((finding) => ({ tag: migration.tag, ...finding }));
      }),
    );
    const all = found.flat();
    return {
      lines: [
        ...all.map(({ tag, line, rule, message }) => `drizzle/user/${tag}.sql:${line} ${rule}: ${message}`),
        `${migrations.length} new migrations, ${all.length} faults.`,
      ],
      data: { checked: migrations.map(({ tag }) => tag), findings: all },
      isFailed: all.length > 0,
    };
  },
});
