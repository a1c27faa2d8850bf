import { connect, createServer, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectAnalytics } from "../analytics/client";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../testing/databases";
import { connectUser } from "../user/client";
import { openRateLimits } from "../user/rate-limits";
import { openClient } from "./client";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop()]);
});

/** Returns a relay to a database that cuts each connection off at its first query. */
async function cutting(target: string) {
  const open: Socket[] = [];
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(target).port), "127.0.0.1");
    upstream.pipe(client);
    client.on("data", (bytes) => {
      // A query message starts with Q or P; earlier messages sign in.
      if (!["Q", "P"].includes(String.fromCharCode(bytes[0] ?? 0))) return void upstream.write(bytes);
      cuts++;
      client.destroy();
      upstream.destroy();
    });
    for (const socket of [client, upstream]) open.push(socket.on("error", () => {}));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = new URL(target);
  if (address && typeof address === "object") url.port = String(address.port);
  const close = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return { url: url.toString(), cuts: () => cuts, close };
}

it("is cut off at its first question without a rejection that nobody hears", async () => {
  const unheard: unknown[] = [];
  const note = (reason: unknown) => void unheard.push(reason);
  process.on("unhandledRejection", note);
  const [toAnalytics, toUser] = await Promise.all([
    cutting(analytics.readerUrl),
    cutting(user.applicationUrl),
  ]);
  const reading = connectAnalytics(toAnalytics.url, { max: 2 });
  const accounts = connectUser(toUser.url, { max: 2 });
  const limits = openRateLimits(toUser.url);
  const plain = openClient(toAnalytics.url);
  const all = await Promise.allSettled([
    reading.ping(),
    reading.snapshot(async () => 1),
    accounts.ping(),
    limits.addExactly([{ key: "key", points: 1, windowMilliseconds: 1000 }]),
    plain.unsafe("select 1"),
  ]);
  expect(all.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
  expect(toAnalytics.cuts() + toUser.cuts()).toBeGreaterThanOrEqual(5);
  await Promise.all([reading.close(), accounts.close(), limits.close(), plain.end({ timeout: 1 })]);
  await setImmediate();
  expect(unheard).toEqual([]);
  process.off("unhandledRejection", note);
  toAnalytics.close();
  toUser.close();
});

it("reads every kind of array that the schemas have, with what is missing in it", async () => {
  const client = openClient(analytics.readerUrl);
  const [row] = await client.unsafe(`select array['a,b', null, 'NULL', '"\\{}', '']::text[] as text,
    array['0x1', null]::varchar[] as varchar, array['a', null]::name[] as name,
    array[12345678901234567890.5, null]::numeric[] as numeric, array[9007199254740993, null]::int8[] as int8,
    array[1, null]::int4[] as int4, array[1.5, null]::float8[] as float8, array[true, null, false] as bool,
    '{}'::text[] as empty, null::text[] as nothing, array[['a', null], ['b', 'c']]::text[] as nested`);
  expect(row).toEqual({
    text: ["a,b", null, "NULL", '"\\{}', ""],
    varchar: ["0x1", null],
    name: ["a", null],
    numeric: ["12345678901234567890.5", null],
    int8: ["9007199254740993", null],
    int4: [1, null],
    float8: [1.5, null],
    bool: [true, null, false],
    empty: [],
    nothing: null,
    nested: [
      ["a", null],
      ["b", "c"],
    ],
  });
  const texts = ["a,b", '"', "\\", ""];
  expect(await client.unsafe("select $1::text[] as texts", [texts])).toEqual([{ texts }]);
  const kinds = await client.unsafe(`select distinct a.atttypid::int as type from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace
    join pg_type t on t.oid = a.atttypid and t.typcategory = 'A'`);
  expect(kinds.length).toBeGreaterThan(1);
  for (const { type } of kinds) expect(client.options.parsers).toHaveProperty(String(type));
  await client.end();
});
