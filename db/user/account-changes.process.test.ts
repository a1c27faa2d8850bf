import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startThrowawayPostgres, type ThrowawayPostgres } from "../postgres/embedded/throwaway";
import { freezable } from "../testing/freeze";
import { listenForAccountChanges } from "./account-changes";

let server: ThrowawayPostgres;
beforeAll(async () => {
  server = await startThrowawayPostgres();
});
afterAll(async () => {
  await server.stop();
});

async function until(isSo: () => boolean | Promise<boolean>) {
  for (let tries = 0; tries < 600 && !(await isSo()); tries++) await setTimeout(50);
  expect(await isSo()).toBe(true);
}

it("leaves no connection behind on a database that stood still five times", async () => {
  const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => {} });
  const { freeze, thaw } = await freezable(admin);
  const countListeners = async () => {
    const [row] = await admin`select count(*)::int as n from pg_stat_activity
      where application_name = 'eigenwatch-listener'`;
    return Number(row?.n);
  };
  const changes = listenForAccountChanges(server.url("postgres"), { onChange: () => {}, onResync: () => {} });
  await until(changes.hears);
  const before = await countListeners();
  for (let freezes = 0; freezes < 5; freezes++) {
    freeze();
    await until(() => !changes.hears());
    // Long enough to be replaced, and for the replacement to try to connect.
    await setTimeout(5000);
    thaw();
    await until(changes.hears);
  }
  await until(async () => (await countListeners()) === before);
  await changes.close();
  await until(async () => (await countListeners()) === 0);
  await admin.end();
});
