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
    .option("--json", "print one JSON object instead of text");
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
      const line = describeError(error);
      if (options.json) console.log(JSON.stringify({ ok: false, error: line }, null, 2));
      console.error(line);
      process.exitCode = 1;
    }
  });
}

function print({ lines, data, isFailed = false }: Report, asJson = false) {
  console.log(asJson ? JSON.stringify({ ok: !isFailed, ...data }, null, 2) : lines.join("\n"));
  if (isFailed) process.exitCode = 1;
}
