import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { asCommand, holdDataFolder } from "./data-folder";
import { holdLock, type Lock } from "./lock";

it("waits for a command that has the data folder, and says so once", async () => {
  const folder = randomUUID();
  const first = (await holdLock(resolve(folder), asCommand("npm run db -- backup"))) as Lock;
  const told: string[] = [];
  const lock = await holdDataFolder(folder, "an instance", (line) => {
    told.push(line);
    void first.release();
  });
  expect(lock).toHaveProperty("release");
  expect(told).toEqual([`Waiting for npm run db -- backup, which uses ${folder}.`]);
  await (lock as Lock).release();
});

it("does not wait for an instance", async () => {
  const folder = randomUUID();
  const instance = (await holdLock(resolve(folder), "http://localhost:3000 (process 1)")) as Lock;
  expect(await holdDataFolder(folder, asCommand("npm run db -- status"), () => {})).toEqual({
    heldBy: "http://localhost:3000 (process 1)",
  });
  await instance.release();
});
