import { readPageError } from "./page-error";

/** How Next's document names the error that its script is to show. */
const DIGEST = /digest\\?":\\?"([\w:-]{1,80})/;

/**
 * Returns the document of a page that failed, with words in its empty body, and its status: 503 where a database did not
 * answer. Next's script, where it runs, replaces the body by app/error.tsx.
 */
export function failedPage(html: string): { html: string; status: 500 | 503 } {
  const digest = DIGEST.exec(html)?.[1] ?? "unknown";
  const { title, text, reference } = readPageError(Object.assign(new Error(), { digest }));
  const head = `<meta name="color-scheme" content="light dark"><title>${title} · EigenWatch</title>`;
  const body = `<main style="max-width:28rem;margin:20vh auto 0;padding:2rem;text-align:center;font:16px/1.5 ui-sans-serif,system-ui,sans-serif">
<h1 style="margin:0 0 .5rem;font-size:1.375rem">${title}</h1>
<p>${text}</p>
${reference && reference !== "unknown" ? `<p><small>Reference ${reference}</small></p>` : ""}
<p><a href="">Open this page again</a> · <a href="/">EigenWatch</a></p>
</main>`;
  const status = digest.startsWith("database:") ? 503 : 500;
  if (!/<body[^>]*>/.test(html))
    return { status, html: `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>` };
  const titled = /<title>/.test(html) ? html : html.replace(/<head[^>]*>/, (tag) => `${tag}${head}`);
  return { status, html: titled.replace(/<body[^>]*>/, (tag) => `${tag}${body}`) };
}
