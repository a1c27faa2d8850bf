import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeBreaker, RestError } from "./breaker";

test("after a failure nobody waits, and one at a time tries again", async () => {
  const guard = makeBreaker(30);
  let asked = 0;
  let answers = false;
  const ask = () =>
    guard(async () => {
      asked += 1;
      await setTimeout(20);
      if (!answers) throw new Error("down");
      return "up";
    });
  const words = async (asks: Promise<string>[]) =>
    (await Promise.allSettled(asks)).map((one) =>
      one.status === "fulfilled" ? one.value : one.reason instanceof RestError ? "rest" : "down",
    );
  expect(await words([ask(), ask()])).toEqual(["down", "down"]);
  expect(await words([ask(), ask()])).toEqual(["rest", "rest"]);
  await setTimeout(40);
  expect(await words([ask(), ask(), ask()])).toEqual(["down", "rest", "rest"]);
  expect(asked).toBe(3);
  answers = true;
  await setTimeout(40);
  expect(await words([ask(), ask()])).toEqual(["up", "rest"]);
  expect(await words([ask(), ask()])).toEqual(["up", "up"]);
});
