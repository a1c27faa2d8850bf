import fc from "fast-check";
import { expect, test } from "vitest";
import type { Allocation } from "../network";
import { addSums, sumOf } from "../unknown";
import { exposureOf } from "./exposure";

const sum = fc
  .record({ usd: fc.option(fc.nat(), { nil: null }), isUpperBound: fc.boolean() })
  .map((value) => sumOf(value));
const SUMS = ["allocated", "slashable", "slashableUpTo", "announcedUpTo"] as const;
const allocations = fc.array(
  fc.record({
    allocated: sum,
    slashable: sum,
    slashableUpTo: sum,
    announcedUpTo: sum,
    force: fc.record({ pending: fc.constantFrom(null, { magnitude: 1n }) }),
  }),
) as unknown as fc.Arbitrary<Allocation[]>;

test("exposures of any sets and AVSs add up, with what is not known of them", () => {
  fc.assert(
    fc.property(allocations, allocations, (some, others) => {
      const [whole, one, other] = [exposureOf([...some, ...others]), exposureOf(some), exposureOf(others)];
      for (const name of SUMS) expect(whole[name], name).toEqual(addSums([one[name], other[name]]));
      expect(whole.pendingCount).toBe((one.pendingCount ?? 0) + (other.pendingCount ?? 0));
    }),
  );
});
