import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEmptyTestDatabase } from "../testing/databases";
import { openClient } from "./client";
import { copiedRows } from "./copied-rows";

let database: Awaited<ReturnType<typeof createEmptyTestDatabase>>;
beforeAll(async () => {
  database = await createEmptyTestDatabase();
});
afterAll(() => database.drop());

it("leaves a connection that can be used, after rows that were there before they were read", async () => {
  const client = openClient(database.url("migrator"));
  for (const rows of [0, 1, 300, 3000]) {
    const statement = `copy (select repeat('x', 100) from generate_series(1, ${rows})) to stdout`;
    const stream = copiedRows(await client.unsafe(statement).readable());
    // Lets all of it arrive first.
    for (let turns = 0; turns < 100; turns++) await setImmediate();
    let bytes = 0;
    for await (const chunk of stream) bytes += chunk.length;
    expect(bytes).toBe(rows * 101);
    expect(await client`select 1 as one`).toMatchObject([{ one: 1 }]);
  }
  const given = copiedRows(
    await client.unsafe("copy (select repeat('x', 100) from generate_series(1, 30000)) to stdout").readable(),
  );
  for await (const _ of given) break;
  const isFree = () => client`select 1 as one`.catch(() => undefined);
  while (!(await isFree())) await setImmediate();
  await client.end();
});
