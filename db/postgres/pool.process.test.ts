import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engine, findEngine, reachableFolder } from "./embedded/engine";
import { freePort, initServer, startServer, stopServer } from "./embedded/server";
import { openPool } from "./pool";

let engine: Engine;
let folder: string;
let data: string;
let port: number;
beforeAll(async () => {
  engine = await findEngine();
  folder = await mkdtemp(join(tmpdir(), "pool-"));
  await chmod(folder, 0o711);
  data = join(await reachableFolder(engine, folder), "data");
  port = await freePort();
  await initServer(engine, data, "word");
  await startServer(engine, data, port);
});
afterAll(async () => {
  await stopServer(engine, data, "immediate");
  await rm(data, { recursive: true });
  await rm(folder, { recursive: true, force: true });
});

it("answers again after its database was killed under load, with no wrong answer and no connection lost", async () => {
  const url = `postgresql://postgres:word@127.0.0.1:${port}/postgres`;
  const pool = openPool(url, {}, { max: 5, deadlineMilliseconds: 3000 });
  const wrong: unknown[] = [];
  let answered = 0;
  let isRunning = true;
  const askers = Array.from({ length: 20 }, async (_, asker) => {
    while (isRunning) {
      const rows = await pool.client.unsafe("select $1::int as n", [asker]).catch(() => undefined);
      if (rows && rows[0]?.n !== asker) wrong.push(rows);
      if (rows) answered = Date.now();
      await setTimeout(5);
    }
  });
  await setTimeout(500);
  await stopServer(engine, data, "immediate");
  await setTimeout(4000);
  await startServer(engine, data, port);
  const back = Date.now();
  while (answered < back) await setTimeout(10);

  await setTimeout(1000);
  isRunning = false;
  await Promise.all(askers);
  expect(wrong).toEqual([]);
  const open = "select count(*)::int as n from pg_stat_activity where application_name = 'eigenwatch'";
  expect((await pool.client.unsafe(open))[0]?.n).toBeLessThanOrEqual(5);
  await pool.close();
});
