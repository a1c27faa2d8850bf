import type { Network } from "../network/network";

/** A log. */
interface Journal {
  info: (line: object, message: string) => void;
  warn: (line: object, message: string) => void;
}

/** Logs a network that was built, and in one line the cells of its run that were rejected as implausible. */
export function tellBuilt(journal: Journal, { run, operators, source }: Network, milliseconds: number): void {
  journal.info({ run, operators: operators.size, milliseconds }, "network built");
  if (source.implausible.length > 0)
    journal.warn({ run, cells: source.implausible }, "cells were not believed");
}
