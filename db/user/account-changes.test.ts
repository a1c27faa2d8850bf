import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { createUserTestDatabase } from "../testing/databases";
import { silenceable } from "../testing/silence";
import { listenForAccountChanges } from "./account-changes";

it("knows within a second that it hears nothing any more, and hears again by itself", async () => {
  const user = await createUserTestDatabase();
  const proxy = await silenceable(user.applicationUrl);
  let resyncs = 0;
  const changes = listenForAccountChanges(proxy.url, { onChange: () => {}, onResync: () => resyncs++ });
  const until = async (isSo: () => boolean) => {
    const began = performance.now();
    while (!isSo() && performance.now() - began < 8000) await setTimeout(10);
    return performance.now() - began;
  };
  await until(changes.hears);
  await setTimeout(1500);
  expect(changes.hears()).toBe(true);

  proxy.silence();
  expect(await until(() => !changes.hears())).toBeLessThan(1000);
  const before = resyncs;
  expect(await until(changes.hears)).toBeLessThan(5000);
  expect(resyncs).toBe(before + 1);
  await changes.close();
  proxy.close();
  await user.drop();
});
