import { expect, test } from "vitest";
import { slashableFigures } from "@/server/network/slashing/slashable-figures";
import { addSums, EMPTY_SUM, sumOf } from "@/server/network/unknown";
import { SLASHABLE_UP_TO } from "./csv-values";

const inFile = (row: ReturnType<typeof slashableFigures>) => SLASHABLE_UP_TO.is_slashable_upper_bound?.(row);

test("the most is uncertain where something of value may not be slashable, on the page and in the file", () => {
  const sure = sumOf(5_000_000);
  const certain = slashableFigures({ slashable: sure, slashableUpTo: sure });
  const worthless = slashableFigures({ slashable: sure, slashableUpTo: addSums([sure, sumOf(0)]) });
  const more = slashableFigures({ slashable: EMPTY_SUM, slashableUpTo: sumOf(50) });
  const unknown = slashableFigures({ slashable: sure, slashableUpTo: addSums([sure, sumOf(null)]) });
  const all = [certain, worthless, more, unknown];
  expect(all.map(({ isSlashableUpTo }) => isSlashableUpTo)).toEqual([false, false, true, true]);
  expect(all.map(inFile)).toEqual([false, false, true, true]);
});
