import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeBreaker, RestError } from "./circuit-breaker";

test("after a failure nobody waits, and one at a time tries again", async () => {
  const guard = makeBreaker(30);
  let asked = 0;
  let answers = false;
  let takes = 20;
  const ask = () =>
    guard(async () => {
      asked += 1;
      await setTimeout(takes);
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
  expect(await words([ask(), ask(), ask()])).toEqual(["rest", "rest", "rest"]);
  expect(asked).toBe(3);
  await setTimeout(40);
  takes = 1000;
  const began = performance.now();
  expect(await words([ask()])).toEqual(["rest"]);
  expect(performance.now() - began).toBeLessThan(500);
  expect(await words([ask()])).toEqual(["rest"]);
  await setTimeout(900);
  takes = 20;
  answers = true;
  await setTimeout(40);
  expect(await words([ask(), ask()])).toEqual(["up", "rest"]);
  expect(await words([ask(), ask()])).toEqual(["up", "up"]);
});
