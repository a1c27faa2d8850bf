import { type Exceeded, sentenceOf } from "@/server/limits/limits";

/** A page of its own, without anything that would have to be asked for: the visitor has asked too much already. */
const page = (sentence: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Too many pages at once · EigenWatch</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 "Geist", ui-sans-serif, system-ui, sans-serif }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#fafaf8, #0d0f12);
    color: light-dark(#17191d, #f2f3f5) }
  main { max-width: 28rem; padding: 2rem; text-align: center }
  h1 { margin: 0 0 .5rem; font-size: 1.375rem; font-weight: 600; letter-spacing: -.01em }
  p { margin: 0 0 1.25rem; color: light-dark(#5c626b, #9aa1ab) }
  a { color: light-dark(#2b4fd8, #8aa4ff) }
</style>
<main>
  <h1>Too many pages at once</h1>
  <p>${sentence}</p>
  <a href="">Open this page again</a>
</main>
</html>
`;

/** The answer to one request too many, readable for who asks: a page for people, a line for programs. */
export function tooMany(exceeded: Exceeded, asked: Headers, answer: Headers): Response {
  const sentence = sentenceOf(exceeded);
  const isPerson = asked.get("accept")?.includes("text/html") ?? false;
  answer.set("content-type", `text/${isPerson ? "html" : "plain"}; charset=utf-8`);
  return new Response(isPerson ? page(sentence) : `${sentence}\n`, { status: 429, headers: answer });
}
