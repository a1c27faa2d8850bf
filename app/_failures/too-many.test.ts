import { expect, it } from "vitest";
import { tooMany } from "./too-many";

const exceeded = { limit: 300, seconds: 60, retryAfterSeconds: 12 };
const answerTo = (accept: string) =>
  tooMany(exceeded, new Headers({ accept }), new Headers({ "retry-after": "12" }));

it("is a page without scripts for a browser, and a line for a program", async () => {
  const page = answerTo("text/html,application/xhtml+xml");
  expect(page.status).toBe(429);
  expect(page.headers.get("retry-after")).toBe("12");
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const html = await page.text();
  expect(html).toContain("<h1>Too many pages at once</h1>");
  expect(html).not.toMatch(/<script|src=/);
  expect(await answerTo("*/*").text()).toBe("At most 300 calls in 60 seconds. Try again in 12 s.\n");
});
