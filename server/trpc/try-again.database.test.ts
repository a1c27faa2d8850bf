import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { serveCalls } from "../http/testing";
import { contextFor, networkOf } from "../testing/context";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let server: Awaited<ReturnType<typeof serveCalls>>;

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  const network = await networkOf(analytics.db);
  // Makes every read of stakers fail with the SQLSTATE that a test chose.
  await analytics.sql.unsafe(`
    create table failure (state text);
    grant select on failure to public;
    create function fail() returns boolean language plpgsql as $$
      begin raise exception 'words of Postgres' using errcode = (select state from failure); end $$;
    alter table stakers rename to kept_stakers;
    create view stakers as select * from kept_stakers where (select fail());
    grant select on stakers to public`);
  server = await serveCalls(async () =>
    contextFor("VISITOR", { analytics: analytics.db, user: user.db, network }),
  );
});
afterAll(async () => {
  await server.close();
  await Promise.all([analytics.drop(), user.drop()]);
});

const STAKER = "0x00000000000000000000000000000000000000aa";
const TRY_AGAIN = { status: 503, message: "Please try again in a moment." };
const OUR_FAULT = { status: 500, message: "Something went wrong" };
test.each([
  ["57014", "a statement that took too long", TRY_AGAIN],
  ["53100", "a full disk", TRY_AGAIN],
  ["53200", "no memory left", TRY_AGAIN],
  ["53300", "too many connections", TRY_AGAIN],
  ["57P01", "a server that stops", TRY_AGAIN],
  ["57P02", "a server that crashed", TRY_AGAIN],
  ["57P03", "a server that starts", TRY_AGAIN],
  ["25006", "a database that is read-only for now", TRY_AGAIN],
  ["25P03", "a transaction that was idle for too long", TRY_AGAIN],
  ["57P05", "a session that was idle for too long", TRY_AGAIN],
  ["08006", "a broken connection", TRY_AGAIN],
  ["08000", "a failure of connections", TRY_AGAIN],
  ["55P03", "a lock that is taken", TRY_AGAIN],
  ["40001", "a transaction in the way", TRY_AGAIN],
  ["40P01", "a deadlock", TRY_AGAIN],
  ["42501", "a right that is missing", OUR_FAULT],
  ["22003", "a number out of range", OUR_FAULT],
])("%s, %s, is answered as what it is", async (state, _, expected) => {
  await analytics.sql`delete from failure`;
  await analytics.sql`insert into failure values (${state})`;
  expect(await server.call("analytics.stakers.overview", { json: { address: STAKER } })).toMatchObject(
    expected,
  );
});
