/** A trial on real servers that takes too long, or needs too much, for `npm test`. */
export type Trial = {
  /** Says in one line what is tried. */
  says: string;
  /** Returns the names of Debian packages that this machine lacks. */
  lacks: () => string[];
  /** Tries it. `log` prints a figure; an error is a failed trial. */
  run: (log: (line: string) => void) => Promise<void>;
};

/** Throws if something does not hold, with its words. */
export function hold(isSo: boolean, words: string): void {
  if (!isSo) throw new Error(`It does not hold: ${words}`);
}
