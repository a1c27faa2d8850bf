/**
 * The styles of a page without the application's style sheet. They apply to `.plain-page` alone, because Next's
 * script puts the real page in its place.
 */
const STYLE = `
.plain-page { position: fixed; inset: 0; overflow: auto; display: grid; place-content: center; justify-items: center;
  padding: 2rem 1.5rem; background: #fafaf8; color: #14161b; text-align: center;
  font: .875rem/1.3125rem Geist, ui-sans-serif, system-ui, sans-serif }
.plain-page h1 { margin: 0 0 .25rem; font-size: 1.3125rem; line-height: 1.75rem; font-weight: 500; letter-spacing: -.02em;
  text-wrap: balance }
.plain-page p { max-width: 28rem; margin: 0; color: #646a75; text-wrap: balance }
.plain-page .home { margin-bottom: 1.25rem; color: inherit; font-weight: 600; text-decoration: none }
.plain-page .reference { margin-top: .25rem; font: .75rem/1.125rem ui-monospace, monospace }
.plain-page .again { margin-top: 1rem; padding: .4rem .75rem; border-radius: .5rem; background: #2f4ac2; color: #fff;
  font-weight: 500; text-decoration: none }
@media (max-width: 639px) { .plain-page .again { padding: .7rem 1.25rem } }
@media (prefers-color-scheme: dark) {
  .plain-page { background: #0d0f13; color: #eceef2 }
  .plain-page p { color: #959ca9 }
  .plain-page .again { background: #93a8ff; color: #0d0f13 }
}`;

type PlainPage = { title: string; text: string; reference?: string };

/** Returns the head and the body of a page that needs no script, style sheet or layout. */
export function plainPage({ title, text, reference }: PlainPage): { head: string; body: string } {
  return {
    head: `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · EigenWatch</title>`,
    body: `<main class="plain-page">
<style>${STYLE}
</style>
<a class="home" href="/">EigenWatch</a>
<h1>${title}</h1>
<p>${text}</p>
${reference ? `<p class="reference">Reference ${reference}</p>` : ""}
<a class="again" href="">Open this page again</a>
</main>`,
  };
}

/** Returns the whole document of a plain page. */
export function plainDocument(page: PlainPage): string {
  const { head, body } = plainPage(page);
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body>${body}</body></html>\n`;
}
