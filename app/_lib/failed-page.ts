import { readServerError } from "./page-error";
import { plainDocument, plainPage } from "./plain-page";

/** How Next's document names the error that its script is to show. */
const DIGEST = /digest\\?":\\?"([\w:-]{1,80})/;

/**
 * Returns the document of a page that failed, with words in its empty body, and its status: 503 where a database did not
 * answer. Next's script, where it runs, replaces the body by app/error.tsx.
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
