import type { Network } from "../network/network";

/** Where a line is written, such as `log`. */
interface Journal {
  info: (line: object, message: string) => void;
  warn: (line: object, message: string) => void;
}

/** Tells of a network that was built, and in one line which cells of its run were not believed. */
export function tellBuilt(journal: Journal, { run, operators, source }: Network, milliseconds: number): void {
  journal.info({ run, operators: operators.size, milliseconds }, "network built");
  if (source.implausible.length > 0)
    journal.warn({ run, cells: source.implausible }, "cells were not believed");
}
