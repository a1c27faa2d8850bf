import type { Network } from "../network/network";

/** A log to write to. */
interface Journal {
  info: (line: object, message: string) => void;
  warn: (line: object, message: string) => void;
}

/** Logs that a network was built, with one line that lists the implausible cells of its run. */
export function tellBuilt(journal: Journal, { run, operators, source }: Network, milliseconds: number): void {
  journal.info({ run, operators: operators.size, milliseconds }, "network built");
  if (source.implausible.length > 0) journal.warn({ run, cells: source.implausible }, "implausible cells");
}
