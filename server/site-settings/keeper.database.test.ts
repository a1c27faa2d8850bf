import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { listenForAccountChanges } from "@/db/user/account-changes";
import { connectUser } from "@/db/user/client";
import { changeSystemSettings, readSystemSettings } from "@/db/user/system-settings";
import { makeSettingsKeeper } from "./keeper";
import { configured, siteSettingsOf } from "./site-settings";

const by = { id: "00000000-0000-4000-8000-000000000001", requestId: "test" };
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let closings: (() => unknown)[] = [];
beforeAll(async () => {
  user = await createUserTestDatabase();
});
beforeEach(async () => {
  await user.sql`truncate eigenwatch.system_settings`;
});
afterEach(async () => {
  for (const close of closings) await close();
  closings = [];
});
afterAll(async () => {
  await user.drop();
});

const NOWHERE = "postgres://nobody@127.0.0.1:1/nothing";
/** Starts an instance with its own pool and listener. */
function start(listens = user.applicationUrl) {
  const connection = connectUser(user.applicationUrl, { max: 1 });
  const counted = { reads: 0 };
  const listener = listenForAccountChanges(listens, {
    onChange: () => {},
    onResync: () => void keeper.refresh(),
    onSettings: () => void keeper.refresh(),
  });
  const keeper = makeSettingsKeeper(async () => {
    counted.reads += 1;
    return siteSettingsOf(await readSystemSettings(connection.db));
  }, listener.hears);
  closings.push(keeper.close, listener.close, connection.close);
  return { keeper, listener, counted };
}
const change = (changes: Record<string, unknown>) => changeSystemSettings(user.db, changes, by);

it("tells every instance at once, which then reads once", async () => {
  const instances = [start(), start()];
  for (const { listener } of instances) await expect.poll(listener.hears, { timeout: 20_000 }).toBe(true);
  for (const { keeper } of instances) await keeper.refresh();
  const before = instances.map(({ counted }) => counted.reads);
  await change({ announcement: "Maintenance at noon UTC.", sign_in: "closed", rate_limits: { csv: 9 } });
  const expected = { announcement: "Maintenance at noon UTC.", isSignInClosed: true, rateLimits: { csv: 9 } };
  for (const { keeper } of instances)
    await expect.poll(keeper.current, { timeout: 20_000 }).toMatchObject(expected);
  for (const [place, { counted }] of instances.entries())
    expect(counted.reads).toBeGreaterThan(before[place] ?? 0);
  await change({ announcement: null, sign_in: null, rate_limits: null });
  for (const { keeper } of instances)
    await expect.poll(keeper.current, { timeout: 20_000 }).toEqual(configured());
});

it("is read again and again by an instance that hears nothing", async () => {
  const { keeper, listener } = start(NOWHERE);
  await change({ announcement: "Heard by nobody." });
  await expect.poll(keeper.current, { timeout: 20_000 }).toMatchObject({ announcement: "Heard by nobody." });
  expect(listener.hears()).toBe(false);
});

it("keeps the last settings while the database is away, and begins with the configuration", async () => {
  let isAway = true;
  const read = async () => {
    if (isAway) throw new Error("away");
    return siteSettingsOf(await readSystemSettings(user.db));
  };
  const keeper = makeSettingsKeeper(read, () => true);
  closings.push(keeper.close);
  await change({ announcement: "Once read." });
  await keeper.refresh();
  expect(keeper.current()).toEqual(configured());
  isAway = false;
  // Nobody announces that the database is back.
  await expect.poll(keeper.current, { timeout: 20_000 }).toMatchObject({ announcement: "Once read." });
  isAway = true;
  await keeper.refresh();
  expect(keeper.current()).toMatchObject({ announcement: "Once read." });
});

it("leaves out each value that is not valid, and only that", async () => {
  await user.sql`insert into eigenwatch.system_settings (name, value) values
    ('announcement', '"One line."'), ('contact_url', '"javascript:alert(1)"'), ('sign_in', '"ajar"'),
    ('rate_limits', '{"page": 0}'), ('from_a_later_version', '1')`;
  expect(siteSettingsOf(await readSystemSettings(user.db))).toEqual({
    ...configured(),
    announcement: "One line.",
  });
});
