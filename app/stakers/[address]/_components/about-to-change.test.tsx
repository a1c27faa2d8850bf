import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AboutToChange } from "./about-to-change";
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
  exit: {
    leftBlock: null,
    leftAt: null,
    isDelayShort: null,
    pendingDelay: null,
    worst: then,
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
