import { reach, reasonOf, textOf, UnansweredError } from "@/app/_failures/unanswered";

/** `rows` have arrived, `of` are in the file, `total` are in the list. */
export type Progress = { rows: number; of: number; total: number };

const LINE_END = 10;

/**
 * Reads a download as it arrives, and reports its progress in rows. Throws an error with a sentence for the person if
 * it is refused, incomplete, or if something else answers.
 */
export async function readDownload(
  href: string,
  tell: (progress: Progress) => void,
): Promise<{ name: string; parts: Uint8Array<ArrayBuffer>[] }> {
  const response = await reach(href);
  if (!response.ok && isRefusal(response)) throw new RefusedError((await textOf(response)).trim());
  const { headers, body } = response;
  const isCsv = /^text\/csv/.test(headers.get("content-type") ?? "") && headers.has("x-row-count");
  if (!response.ok || !isCsv || !body) throw new UnansweredError(reasonOf(response));
  const of = Number(headers.get("x-row-count"));
  const total = Number(headers.get("x-total-count"));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let lines = 0;
  const reader = body.getReader();
  const next = () =>
    reader.read().catch(() => {
      throw new UnansweredError("brokenOff");
    });
  for (let step = await next(); !step.done; step = await next()) {
    parts.push(step.value);
    lines += step.value.filter((byte) => byte === LINE_END).length;
    tell({ rows: Math.min(Math.max(lines - 1, 0), of), of, total });
  }
  // A quoted cell may contain line breaks, so there may be more of them than rows, but never fewer.
  if (lines < of + 1 || parts.at(-1)?.at(-1) !== LINE_END) throw new UnansweredError("brokenOff");
  const name = /filename="([^"]+)"/.exec(headers.get("content-disposition") ?? "")?.[1] ?? "eigenwatch.csv";
  return { name, parts };
}

/** Returns whether the response is our refusal: one sentence, with rate limit headers (server/limits/limiter.ts). */
const isRefusal = ({ headers }: Response) =>
  /^text\/plain/.test(headers.get("content-type") ?? "") &&
  /^\d+;w=\d+$/.test(headers.get("ratelimit-policy") ?? "");

class RefusedError extends Error {
  override name = "RefusedError";
}
