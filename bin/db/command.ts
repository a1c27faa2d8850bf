import { Command } from "commander";
import { loadDotEnv } from "@/server/settings/environment";
import { describeError } from "../../db/postgres/describe-error";

/** The result of a command: lines for a person, and the same facts for `--json`. */
type Report = { lines: string[]; data: Record<string, unknown>; isFailed?: boolean };

/** The surroundings of a run, beside its options. */
type Surroundings = {
  /** Prints a line of progress to standard error. */
  log: (line: string) => void;
  isDryRun: boolean;
};

type Definition<Options> = {
  name: string;
  /** One sentence, for the list of commands. */
  summary: string;
  /** More sentences, for the command's own help. */
  details?: string;
  /** Adds options and arguments. */
  configure?: (command: Command) => Command;
  /** Explains `--dry-run`; without it, the command has no such option. */
  dryRun?: string;
  run: (options: Options, surroundings: Surroundings, words: string[]) => Promise<Report>;
};

/**
 * Returns a command of `npm run db`. It prints its report, or one JSON object with `--json`, and sets exit code 1 on
 * failure, with one line on standard error. It never asks a question.
 */
export function defineCommand<Options extends object = object>(definition: Definition<Options>): Command {
  const { name, summary, details, configure, dryRun, run } = definition;
  const command = new Command(name)
    .summary(summary)
    .description([summary, details].filter(Boolean).join("\n\n"))
    .option("--json", "print one JSON object instead of text")
    .configureOutput({ outputError: (text) => fail(sentenceOf(text), command.opts().json) });
  if (dryRun) command.option("--dry-run", dryRun);
  configure?.(command);
  return command.action(async () => {
    const options = command.opts<Options & { json?: boolean; dryRun?: boolean }>();
    const surroundings = {
      log: (line: string) => console.error(line),
      isDryRun: options.dryRun === true,
    };
    try {
      loadDotEnv();
      print(await run(options, surroundings, command.args), options.json);
    } catch (error) {
      fail(describeError(error), options.json);
    }
  });
}

function fail(line: string, asJson = false) {
  if (asJson) console.log(JSON.stringify({ ok: false, error: line }, null, 2));
  console.error(line);
  process.exitCode = 1;
}

/** Returns what commander says of wrong words, "error: unknown option …" and a hint below, as one line of ours. */
export function sentenceOf(text: string): string {
  const [said = "", ...hints] = text
    .replace(/^error: /, "")
    .trim()
    .split("\n");
  return [`${said.charAt(0).toUpperCase()}${said.slice(1).replace(/\.$/, "")}.`, ...hints].join(" ");
}

/** Ends the process in silence where nobody reads on, as in `npm run db -- stats | head -1`. */
export function endWithReader() {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

function print({ lines, data, isFailed = false }: Report, asJson = false) {
  console.log(asJson ? JSON.stringify({ ok: !isFailed, ...data }, null, 2) : lines.join("\n"));
  if (isFailed) process.exitCode = 1;
}
