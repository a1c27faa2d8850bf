import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AboutToChange } from "./about-to-change";
import { LeavingToday } from "./leaving-today";
import { QueuedStake } from "./queued-stake";
import { WorstCase } from "./worst-case";

type Staker = React.ComponentProps<typeof AboutToChange>["staker"];
type Exposure = Staker["exposure"][number];

const address = `0x57${"0".repeat(38)}`;
const set = (exposedUsd: number | null, unknownCount: number, certain: Partial<Exposure> = {}): Exposure => ({
  avs: address,
  avsName: null,
  setNumber: 0,
  exposedUsd,
  ofStakeRatio: null,
  unknownCount,
  isUpperBound: false,
  isUpTo: false,
  strategyCount: 2,
  symbols: [],
  hasLeft: false,
  lastSlashAt: null,
  ...certain,
});
const pending = {
  avs: address,
  avsName: null,
  setNumber: 0,
  strategy: address,
  symbol: null,
  heldRatio: null,
  ratio: 0.5,
  isDeallocation: false,
  announcedAt: null,
  effectAt: null,
  effectBlock: 25_500_000,
};
const exposed = (now: Exposure, then: Exposure): Staker => ({
  address,
  isInvented: false,
  areAllocationsRead: true,
  areAllocationsComplete: true,
  operatorVerdict: null,
  slashedInQueue: [],
  isDelegationKnown: true,
  operator: address,
  operatorName: null,
  operatorEntities: { brand: null, nodeOperator: null },
  delegatedAt: null,
  tvsUsd: 100,
  unpricedCount: 0,
  isTvsUpperBound: false,
  ofOperatorRatio: null,
  slashingCount: 0,
  slashingCountSince: 0,
  lastSlashedAt: null,
  holdings: [],
  delegations: [],
  leaving: [],
  happened: { slashings: [], otherCount: 0, unsettledStrategyCount: 0 },
  exposure: [now],
  exposureByAvs: [{ ...now, setNumbers: [now.setNumber] }],
  worst: now,
  tail: null,
  exit: {
    leftBlock: null,
    leftAt: null,
    isDelayShort: null,
    pendingDelay: null,
    worst: then,
    tail: null,
    avs: [],
    sets: [],
  },
  coming: { allocations: [pending], otherCount: 0, commissions: [], worst: then },
});
const words = (element: React.ReactElement) => renderToStaticMarkup(element).replace(/<[^>]+>/g, "");

test("says that not all is counted where now or then a part is unknown, if only within a set", () => {
  const about = (now: Exposure, then: Exposure) => words(<AboutToChange staker={exposed(now, then)} />);
  const said = "What is of unknown value is not counted";
  expect(about(set(10, 0), set(20, 0))).not.toContain(said);
  expect(about(set(10, 1), set(20, 0))).toContain(said);
  expect(about(set(10, 0), set(20, 1))).toContain(said);
  expect(about(set(null, 1), set(20, 0))).toContain(said);
});

test("says of the worst case, and of the set, that a part is not in it", () => {
  const worst = (now: Exposure) => words(<WorstCase staker={exposed(now, now)} isOwn={false} />);
  expect(worst(set(10, 0))).not.toContain("unknown value");
  expect(worst(set(10, 2))).toContain("not counting what is of unknown value");
  expect(worst(set(10, 2))).toContain("without 2 of unknown value");
  expect(worst(set(null, 2))).not.toContain("without 2 of unknown value");
});

test("a worst case that is not known never reads as none", () => {
  const worst = (staker: Partial<Staker>) =>
    words(<WorstCase staker={{ ...exposed(set(10, 0), set(10, 0)), ...staker } as Staker} isOwn={false} />);
  const none = "No AVS is known to be able to slash it";
  expect(worst({ exposure: [] })).toContain(none);
  expect(worst({ worst: null, exposure: [] })).not.toContain(none);
  expect(worst({ worst: null, exposure: [] })).toContain("The pipeline has not read shares.");
});

test("says what is left out of a sum of stake that leaves", () => {
  const today = (then: Exposure) => words(<LeavingToday staker={exposed(set(10, 0), then)} isOwn={false} />);
  expect(today(set(20, 0))).not.toContain("of unknown value");
  expect(today(set(20, 1))).toContain("without 1 of unknown value");
  const left = {
    operator: address,
    operatorName: null,
    isForced: false,
    leftAt: null,
    leftBlock: null,
    startedAt: null,
    startedBlock: null,
    slashableUntil: null,
    untilBlock: null,
    isWithin: true,
    isSlashable: true,
  };
  const value = { tvsUsd: 50, unpricedCount: 0, isTvsUpperBound: false };
  const queued = { snapshotOn: null, snapshotBlock: null, ...value, avs: [], sets: [], tail: null };
  expect(words(<QueuedStake leaving={[{ ...left, queued: { ...queued, worst: set(20, 3) } }]} />)).toContain(
    "without 3 of unknown value",
  );
});

test("says of which day a shorter delay takes over", () => {
  const staker = exposed(set(10, 0), set(10, 0));
  if (!staker.exit) throw new Error("It leaves nobody.");
  const pendingDelay = { blocks: 7200, effectAt: new Date("2026-07-08T00:00:00Z") };
  const exit = { ...staker.exit, leftBlock: 25_600_000, isDelayShort: true, pendingDelay };
  expect(words(<LeavingToday staker={{ ...staker, exit }} isOwn={false} />)).toContain(
    "could add to it. Its allocation delay becomes 1 day on 8 Jul 2026. From the next block on",
  );
});

test("stars a worst case that may be less, and says why", () => {
  const worst = (now: Exposure) => words(<WorstCase staker={exposed(now, now)} isOwn={false} />);
  expect(worst(set(10, 0))).not.toContain("At most");
  expect(worst(set(10, 0, { isUpTo: true }))).toContain("whether all of it can be slashed is not known");
  expect(worst(set(10, 0, { isUpperBound: true }))).toContain("does not show everything that slashings took");
});

test("stars the worst case now and then, each for its own reason", () => {
  const about = (now: Exposure, then: Exposure) => words(<AboutToChange staker={exposed(now, then)} />);
  expect(about(set(10, 0), set(20, 0))).not.toContain("At most");
  const said = about(set(10, 0, { isUpperBound: true }), set(20, 0, { isUpTo: true }));
  expect(said).toMatch(/\$20.00\* \(At most: whether all of it can be slashed is not known/);
  expect(said).toMatch(/\$10.00\* \(At most: the data does not show everything that slashings took/);
});
