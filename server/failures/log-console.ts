import { stripVTControlCharacters } from "node:util";
import { log } from "../log";
import { describeFailure } from "./describe-failure";

const MOST_CHARACTERS = 300;
const LEVELS = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;

/**
 * Sends everything that libraries print to our log. An error is logged by name, code and place; one with a digest
 * is left out, since Next passes it to `onRequestError` too.
 */
export function logConsole(into = log): void {
  for (const method of Object.keys(LEVELS) as (keyof typeof LEVELS)[])
    console[method] = (...printed: unknown[]) => {
      const error = printed.find((one) => one instanceof Error);
      if (error && "digest" in error) return;
      into[LEVELS[method]](error ? describeFailure(error) : {}, wordsOf(printed, error !== undefined));
    };
  // Node prints its warnings as several lines of text.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => into.warn(describeFailure(warning), "Node warns"));
}

/** Returns the printed texts; none beside an error, since they may repeat its message. */
function wordsOf(printed: unknown[], hasError: boolean): string {
  if (hasError) return "a library reports an error";
  const texts = printed.map((one) => (typeof one === "string" ? one : `[${typeof one}]`));
  return stripVTControlCharacters(texts.join(" ")).replaceAll(/\s+/g, " ").trim().slice(0, MOST_CHARACTERS);
}
