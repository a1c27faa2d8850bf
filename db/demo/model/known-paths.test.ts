import { expect, test } from "vitest";
import { readFacts } from "../facts/facts";
import { dayOf } from "./calendar";
import { anchorsOf, sharesOn } from "./known-paths";

const facts = readFacts();
const eigenYields = "0x5accc90436492f24e6af278569691e2c942a676d";
const amountOf = (symbol: string) => {
  const row = facts.shares2025.find((one) => one.operator === eigenYields && one.strategy.symbol === symbol);
  if (!row) throw new Error(`No ${symbol} of EigenYields.`);
  return row;
};
const anchorsFor = (symbol: string) => {
  const { strategy, shares } = amountOf(symbol);
  return anchorsOf(facts, eigenYields, strategy, { shares, isFrom2025: true });
};

test("holds a slashed asset at its known amount on every later day", () => {
  const { shares } = amountOf("osETH");
  for (const day of ["2025-09-26", "2026-03-29", "2026-07-05"])
    expect(sharesOn(anchorsFor("osETH") ?? [], dayOf(day))).toBe(shares);
});

test("lets stETH fall day by day, by the real withdrawal on its day, and not at all afterwards", () => {
  const on = (day: string) => sharesOn(anchorsFor("stETH") ?? [], dayOf(day));
  expect(on("2025-09-26")).toBe(amountOf("stETH").shares);
  for (let day = dayOf("2025-09-27"); day <= dayOf("2026-04-10"); day++)
    expect(sharesOn(anchorsFor("stETH") ?? [], day)).toBeLessThan(
      sharesOn(anchorsFor("stETH") ?? [], day - 1),
    );
  expect(on("2026-04-09") - on("2026-04-10")).toBe(188_467_287_078_862_890_369_933n);
  expect(on("2026-07-05")).toBe(on("2026-04-10"));
});

test("leaves what was never slashed to the market", () => {
  expect(anchorsFor("EIGEN")).toBeNull();
});
