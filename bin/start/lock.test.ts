import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { holdLock } from "./lock";

it("is held by one at a time, who says who it is", async () => {
  const name = randomUUID();
  const answers = await Promise.all(["a", "b", "c"].map((who) => holdLock(name, who)));
  const held = answers.filter((answer) => "release" in answer);
  expect(held).toHaveLength(1);
  for (const answer of answers) if ("heldBy" in answer) expect(["a", "b", "c"]).toContain(answer.heldBy);

  expect(await holdLock(randomUUID(), "another name")).toHaveProperty("release");
  await held[0]?.release();
  expect(await holdLock(name, "d")).toHaveProperty("release");
});
