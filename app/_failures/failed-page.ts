import { plainDocument, plainPage } from "./plain-page";
import { readServerError } from "./read-page-error";

/** Matches the error digest in Next's document. */
const DIGEST = /digest\\?":\\?"([\w:-]{1,80})/;

/**
 * Returns the document of a failed page with text in its empty body, and its status: 503 if a database did not
 * answer. If Next's script runs, it replaces the body by app/error.tsx.
 */
export function failedPage(html: string): { html: string; status: 500 | 503 } {
  const digest = DIGEST.exec(html)?.[1];
  const page = readServerError(digest);
  const { head, body } = plainPage(page);
  const status = digest?.startsWith("database:") ? 503 : 500;
  if (!/<body[^>]*>/.test(html)) return { status, html: plainDocument(page) };
  const titled = /<title>/.test(html) ? html : html.replace(/<head[^>]*>/, (tag) => `${tag}${head}`);
  return { status, html: titled.replace(/<body[^>]*>/, (tag) => `${tag}${body}`) };
}
