import { describe, expect, test } from "vitest";
import { MOST_PROFITS, readSupposition } from "./supposition";

const AVS = "0x5e94c77c05ed7dd8efc82c6ab1af148d18494d82";
const addressOf = (place: number) => `0x${String(place).padStart(40, "0")}`;

describe("the supposition of a URL", () => {
  test.each([
    ["1000000", 1e6],
    ["$1,000,000", 1e6],
    ["2.5m", 2.5e6],
    ["250K", 250_000],
    [".5", 0.5],
  ])("reads %s as dollars", (text, usd) => {
    const { profits, faults } = readSupposition({ [AVS.toUpperCase().replace("X", "x")]: text });
    expect(profits).toEqual([{ avs: AVS, profitUsd: usd }]);
    expect(faults.size).toBe(0);
  });
  test.each(["a lot", "-5", "1e400", "12,", "m", "1.2.3", "1e20", "9999999b"])(
    "says that %s is wrong, or reads it",
    (text) => {
      const { profits, faults } = readSupposition({ [AVS]: text });
      if (text === "12,") expect(profits).toEqual([{ avs: AVS, profitUsd: 12 }]);
      else {
        expect(profits).toEqual([]);
        expect(faults.get(AVS)).toMatch(/^(This is no amount of dollars|Type at most)/);
      }
    },
  );
  test("supposes nothing of an empty field, of 0, and of keys that are no address", () => {
    const { profits, faults, share, model } = readSupposition({ [AVS]: " ", q: "5", [addressOf(1)]: "0" });
    expect([profits, faults.size, share, model]).toEqual([[], 0, "third", "unique"]);
  });
  test("takes the first of several values, and unknown choices as the first one", () => {
    const read = readSupposition({ [AVS]: ["7", "8"], share: "all", model: "shared", failed: "nobody" });
    expect(read).toMatchObject({
      profits: [{ profitUsd: 7 }],
      share: "third",
      model: "shared",
      failed: null,
    });
  });
  test("refuses more profits than it computes", () => {
    const all = Object.fromEntries(
      Array.from({ length: MOST_PROFITS + 1 }, (_, place) => [addressOf(place), "1"]),
    );
    const { profits, faults } = readSupposition(all);
    expect(profits).toHaveLength(MOST_PROFITS);
    expect([...faults.values()]).toEqual([expect.stringMatching(/^At most 20 AVSs/)]);
  });
});
