import { type Exceeded, sentenceOf } from "@/server/limits/limits";
import { plainDocument } from "./plain-page";

/** Returns the answer to a request over a limit: a page for people, one line for programs. */
export function tooMany(exceeded: Exceeded, asked: Headers, answer: Headers): Response {
  const sentence = sentenceOf(exceeded);
  const isPerson = asked.get("accept")?.includes("text/html") ?? false;
  answer.set("content-type", `text/${isPerson ? "html" : "plain"}; charset=utf-8`);
  return new Response(
    isPerson ? plainDocument({ title: "Too many pages at once", text: sentence }) : `${sentence}\n`,
    { status: 429, headers: answer },
  );
}
