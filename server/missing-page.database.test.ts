import { afterAll, beforeAll, expect, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { delegate } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertOperator, insertStrategy } from "@/db/testing/rows";
import { silenceable } from "@/db/testing/silence";
import type { Viewer } from "./auth/viewer";
import { isMissingPage } from "./missing-page";
import type { Network } from "./network/network";
import { contextFor, networkOf } from "./testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let network: Network;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner, { lastProcessedBlock: 25_000_000n });
  await insertOperator(owner, { address: operator });
  await insertOperator(owner, { address: ofEtherFi });
  await insertAvs(owner, { address: avs });
  await insertStrategy(owner, { address: strategy });
  await delegate(owner, operator, staker);
  network = await networkOf(database.db);
});
afterAll(() => database.drop());

const operator = "0x5accc90436492f24e6af278569691e2c942a676d";
const ofEtherFi = "0x4bd479a34450d0cb1f5ef16a877bee47e1e4cdb9";
const avs = `0xa5${"0".repeat(38)}`;
const strategy = `0x57${"0".repeat(38)}`;
const staker = `0x5a${"0".repeat(38)}`;
const unknown = `0x${"9".repeat(40)}`;
const ask = (pathname: string, headers = {}) =>
  isMissingPage(
    pathname,
    new Headers(headers),
    () => network,
    () => database.db,
  );

test.each([
  "/",
  "/operators",
  "/operators/",
  `/operators/${operator}`,
  `/operators/${operator}/risk`,
  "/operators/0x5ACCC90436492F24E6aF278569691e2c942A676d",
  `/operators/%30x${operator.slice(2)}`,
  `/operators/0x${operator.slice(2).toUpperCase()}`,
  `/avs/${avs}`,
  `/strategies/${strategy}`,
  "/entities",
  "/entities/ether-fi",
  `/stakers/${staker}`,
  `/api/csv/${unknown}`,
  `/nowhere/operators/${unknown}`,
])("%s leads somewhere, or is not for this to say", async (path) => {
  expect(await ask(path)).toBe(false);
});

test.each([
  `/operators/${unknown}`,
  `/operators/${unknown}/risk`,
  `/operators/${avs}`,
  "/entities/nobody",
  "/entities/kiln",
  "/entities/ETHER-FI",
  `/entities/${operator}`,
  `/avs/${operator}`,
  `/strategies/${operator}`,
  `/stakers/${unknown}`,
  "/stakers/vitalik.eth",
  "/operators/0x5AcCc90436492F24E6aF278569691e2c942A676d",
  "/operators/%00",
  `/operators/${operator}'--`,
])("%s leads nowhere", async (path) => {
  expect(await ask(path)).toBe(true);
});

test("while no network is built, the page decides", async () => {
  expect(await isMissingPage(`/operators/${unknown}`, new Headers(), () => null)).toBe(false);
});

test("a wallet that never staked has a page for its owner alone", async () => {
  const as = (viewer: Viewer) => (pathname: string) =>
    isMissingPage(
      pathname,
      new Headers(),
      () => network,
      () => database.db,
      async () => viewer,
    );
  const account = contextFor(
    "PRO",
    { analytics: database.db, user: {} as never },
    { address: unknown },
  ).viewer;
  expect(await as(account)(`/stakers/${unknown}`)).toBe(false);
  expect(await as(account)(`/stakers/0x${unknown.slice(2).toUpperCase()}`)).toBe(false);
  expect(await as(account)(`/stakers/0x${"8".repeat(40)}`)).toBe(true);
  expect(await as(account)(`/stakers/${staker}`)).toBe(false);
  expect(await as(account)(`/operators/${unknown}`)).toBe(true);
  expect(await as({ tier: "VISITOR" })(`/stakers/${unknown}`)).toBe(true);
});

test("only who asks for an unknown staker is asked who they are", async () => {
  const ask = (pathname: string) =>
    isMissingPage(
      pathname,
      new Headers(),
      () => network,
      () => database.db,
      () => Promise.reject(new Error("The session was asked for.")),
    );
  expect(await ask(`/stakers/${staker}`)).toBe(false);
  expect(await ask(`/operators/${unknown}`)).toBe(true);
  expect(await ask(`/stakers/${unknown}`)).toBe(false);
});

test("while the database does not answer, the page decides before the pool gives up", async () => {
  const relay = await silenceable(database.readerUrl);
  relay.freeze();
  const hour = 3_600_000;
  const nobody = connectAnalytics(relay.url, { max: 1, deadlineMilliseconds: hour });
  const ask = isMissingPage(
    `/stakers/${unknown}`,
    new Headers(),
    () => network,
    () => nobody.db,
  );
  expect(await ask).toBe(false);
  relay.close();
  await nobody.close();
});
