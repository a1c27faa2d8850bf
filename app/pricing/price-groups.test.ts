import { expect, it } from "vitest";
import { FEATURES } from "@/server/trpc/tiers";
import { priceGroups } from "./price-groups";

it("lists every feature once, the freest of a group first", () => {
  const groups = priceGroups();
  const listed = groups.flatMap(({ lines }) => lines.map(({ feature }) => feature));
  expect(listed.toSorted()).toEqual(Object.keys(FEATURES).toSorted());
  for (const { lines } of groups) {
    const tiers = lines.map(({ tier }) => ["VISITOR", "FREE", "PRO", "ENTERPRISE"].indexOf(tier));
    expect(tiers).toEqual(tiers.toSorted((a, b) => a - b));
  }
});
