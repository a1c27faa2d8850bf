import { expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { AnnouncedAllocations } from "./announced-allocations";
import { LeftSets } from "./left-sets";

const avs = `0x${"a".repeat(40)}`;
const value = { tvsUsd: 50, unpricedCount: 0, isTvsUpperBound: false };
type Rise = React.ComponentProps<typeof AnnouncedAllocations>["leaving"]["announced"][number];
const rise: Rise = {
  avs,
  name: "Some AVS",
  effectAt: new Date("2026-07-09T00:00:00Z"),
  lastTimeToLeave: new Date("2026-06-25T00:00:00Z"),
  isTooLate: true,
  ofOperatorRatio: 0.5,
  ...value,
};
const announced = (rows: Rise[], areAllocationsKnown = true) =>
  words(<AnnouncedAllocations leaving={{ announced: rows, areAllocationsKnown, isDemoLimited: false }} />);

test("no announced allocation is not known where allocations were not read", () => {
  expect(announced([])).toContain("None is announced and not yet in effect.");
  expect(announced([], false)).toContain("Not known: allocations were not read.");
});

test("an announced allocation says of what its percentage is", () => {
  expect(announced([rise])).toContain("At most 50 % of its value.");
  expect(announced([rise])).toContain("Too late to leave before it.");
});

test("an announced allocation that is too late to leave before says so, though its day is not known", () => {
  const undated = { ...rise, effectAt: null, lastTimeToLeave: null };
  expect(announced([undated])).toContain(
    "The day from which it counts is not known. Too late to leave before",
  );
  expect(announced([{ ...undated, isTooLate: false }])).not.toContain("Last day to leave");
});

test("a set that it left at an unknown time may still slash, and is not said to be able to", () => {
  const left = {
    operatorSet: `${avs}-0`,
    avs,
    name: null,
    setNumber: 0,
    untilBlock: null,
    until: null,
    ...value,
  };
  const shown = words(<LeftSets rows={[left]} />);
  expect(shown).toContain("Sets that it left and that may still slash");
  expect(shown).toContain("When it left is not known.");
});
