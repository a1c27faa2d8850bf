import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { SettingError } from "../../db/postgres/setting-error";
import { type ComparedTable, isSame } from "../../db/user/splitting/copy";
import {
  finish,
  type Pair,
  planSplit,
  rollBack,
  split,
  verify,
  withPair,
} from "../../db/user/splitting/split";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

type Options = { from?: string; to: string; verify?: true; rollback?: true; finish?: true };

export const splitCommand = defineCommand<Options>({
  name: "split",
  summary: "Moves the accounts into a database of their own, while they are used.",
  details:
    "Copies one snapshot, refuses writes to the old database (the application answers 503, reading goes on), copies what changed meanwhile, compares all of it, and prints the new URLs. A split that was killed goes on when it is run again. The old database keeps its accounts until --finish.",
  configure: (command) =>
    command
      .option("--from <url>", "the database to leave, as its tables' owner; default: the one of the settings")
      .requiredOption("--to <url>", "the database to move to, as its owner")
      .option("--verify", "only compare both")
      .option("--rollback", "move back to --from in the same way, or call off a split that did not end")
      .option("--finish", "drop the accounts of --from, from a week after the split on"),
  dryRun: "say what would be moved or dropped, and change nothing",
  run: async (options, surroundings) => {
    if ([options.verify, options.rollback, options.finish].filter(Boolean).length > 1)
      throw new SettingError("--verify, --rollback and --finish exclude each other.");
    const toUrl = urlOf(options.to, "--to");
    const work = async (from: string) =>
      await about(
        "user",
        () =>
          withPair({ fromUrl: from, toUrl, log: surroundings.log }, (pair) =>
            runWith(pair, options, surroundings),
          ),
        "--from or --to",
      );
    if (options.from) return await work(urlOf(options.from, "--from"));
    return await withDatabases(
      ["user"],
      "npm run db -- split",
      async ({ user }) => await work(user.migratorUrl),
    );
  },
});

async function runWith(pair: Pair, options: Options, { isDryRun }: { isDryRun: boolean }) {
  const { from, to } = pair;
  if (options.verify) {
    const tables = await verify(pair);
    return { lines: tables.map(lineOf), data: { tables }, isFailed: !tables.every(isSame) };
  }
  if (options.finish) {
    const since = (await finish(pair, { isDryRun })).toISOString();
    const line = isDryRun
      ? `The accounts of ${from.place} would be dropped.`
      : `The accounts of ${from.place} are dropped.`;
    return { lines: [line], data: { possibleSince: since, isDropped: !isDryRun } };
  }
  if (options.rollback) {
    if (isDryRun) throw new SettingError("--rollback has no --dry-run. --verify compares both databases.");
    const { tables, fencedMilliseconds } = await rollBack(pair);
    const line = `${from.place} takes writes again. Set USER_DATABASE_URL and MIGRATION_DATABASE_URL back to it, and restart.`;
    return { lines: [...tables.map(lineOf), line], data: { tables, fencedMilliseconds } };
  }
  if (isDryRun) {
    const { rows, bytes, problems } = await planSplit(pair);
    const lines = [
      ...rows.map(({ name, rowCount }) => `${name}: ${rowCount} rows`),
      `From ${from.place} (Postgres ${from.version}) to ${to.place} (Postgres ${to.version}).`,
      `${to.place} needs about ${Math.ceil(bytes / 1e6)} MB of disk, and as much again for its log.`,
      ...problems,
    ];
    return { lines, data: { rows, bytes, problems }, isFailed: problems.length > 0 };
  }
  const { tables, fencedMilliseconds, roles } = await split(pair);
  const urls = newUrls(
    to.url,
    roles.find((role) => role !== "public"),
  );
  return {
    lines: [
      ...tables.map(lineOf),
      tables.length > 0
        ? `The accounts are in ${to.place}. ${from.place} refused writes for ${Math.round(fencedMilliseconds)} ms before, and does so on.`
        : `The accounts were moved to ${to.place} already.`,
      "Restart every instance with:",
      ...Object.entries(urls).map(([name, url]) => `${name}=${url}`),
      `Until you run this with --finish, ${from.place} keeps its accounts, and --rollback leads back.`,
    ],
    data: { tables, fencedMilliseconds, urls },
  };
}

const lineOf = (table: ComparedTable) =>
  isSame(table)
    ? `${table.name}: ${table.source.rowCount} rows, equal`
    : `${table.name}: ${table.source.rowCount} and ${table.copy.rowCount} rows, DIFFERENT`;

/** Returns the settings for the new database. Passwords are not shown; the application's is not even known here. */
function newUrls(url: string, applicationRole: string | undefined) {
  const { host, port, database, user } = parseConnectionUrl(url);
  const kept = (url.split("?")[1] ?? "").split("&").filter((pair) => /^(ssl|connect|pool|target)/.test(pair));
  const query = kept.length > 0 ? `?${kept.join("&")}` : "";
  const as = (role: string) =>
    `postgresql://${encodeURIComponent(role)}:…@${encodeURIComponent(host)}:${port}/${encodeURIComponent(database)}${query}`;
  return { USER_DATABASE_URL: as(applicationRole ?? user), MIGRATION_DATABASE_URL: as(user) };
}

function urlOf(text: string, option: string): string {
  parseConnectionUrl(text, option);
  return text;
}
