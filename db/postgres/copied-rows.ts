import type { Readable } from "node:stream";

/**
 * Returns the same rows of a `copy … to stdout`, after which the connection answers again: postgres-js pauses its socket
 * for a reader that is behind, and does not resume it if the rows end, or are given up, meanwhile.
 */
export function copiedRows(rows: Readable): Readable {
  return rows.once("close", () => {
    rows.push = () => true;
    // The stream's own read() resumes the socket, and is not called once all rows are there.
    rows._read(0);
  });
}
