import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { withPatience } from "./patience";

const late = new Error("late");
const standStill = (milliseconds: number) => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

it("does not take an answer for late because this process could not listen", async () => {
  const asked = withPatience(2000, readFile("package.json", "utf8"), late);
  standStill(3000);
  expect(await asked).toContain("eigenwatch");
});

it("ends all the same when no answer comes", async () => {
  await expect(withPatience(50, new Promise(() => {}), late)).rejects.toBe(late);
});
