import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { createUserTestDatabase } from "../testing/databases";
import { silenceable } from "../testing/silence";
import { listenForAccountChanges } from "./account-changes";

it("knows within a second that it hears nothing any more, and hears again by itself", async () => {
  const user = await createUserTestDatabase();
  const proxy = await silenceable(user.applicationUrl);
  let resyncs = 0;
  let now = 0;
  const heard = { onChange: () => {}, onResync: () => resyncs++ };
  const changes = listenForAccountChanges(proxy.url, heard, () => now);
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await setTimeout(10);
  };
  await until(changes.hears);
  now += 1000;
  await until(changes.hears);

  proxy.silence();
  now += 1000;
  expect(changes.hears()).toBe(false);
  const before = resyncs;
  now += 3000;
  await until(changes.hears);
  expect(resyncs).toBe(before + 1);
  await changes.close();
  proxy.close();
  await user.drop();
});
