import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WAD } from "../units";
import {
  afterSlash,
  distinctSlashings,
  eventWad,
  fractionOf,
  magnitudePath,
  orderedSlashes,
  plausibleWad,
  type SlashingRow,
  slashedAmounts,
} from "./slashing";
import { anySlashes, slashOf } from "./testing-slashes";

const row: SlashingRow = {
  operator: "0xa",
  operatorSet: "0xb-0",
  blockNumber: 100,
  slashedAt: new Date(0),
  transactionHash: "0xt",
  eventId: null,
  amounts: [{ strategy: "0xs", wadSlashed: 5n }],
};

describe("the fraction of an event", () => {
  test("is of the whole stake in the strategy: half of a 10 % allocation is 0.05", () => {
    const wad = eventWad(WAD / 10n, WAD / 2n, WAD);
    expect(fractionOf(wad)).toBe(0.05);
    expect(eventWad(1n, WAD, 0n)).toBeNull();
  });

  test("is unknown outside of 0 to 10^18", () => {
    expect(plausibleWad(WAD)).toBe(WAD);
    expect(plausibleWad(WAD + 1n)).toBeNull();
    expect(plausibleWad(-1n)).toBeNull();
    expect(fractionOf(null)).toBeNull();
  });

  test("of a skipped strategy is 0, and that is no slash; an unknown one is", () => {
    const amounts = [
      { strategy: "a", wadSlashed: 0n },
      { strategy: "b", wadSlashed: 1n },
      { strategy: "c", wadSlashed: null },
    ];
    expect(slashedAmounts(amounts).map(({ strategy }) => strategy)).toEqual(["b", "c"]);
    expect(orderedSlashes([slashOf(100, 0)])).toEqual([]);
  });
});

describe("copies of a slashing", () => {
  test("are one event, with the amount that is not 0", () => {
    const copies = [
      { ...row, amounts: [{ strategy: "0xs", wadSlashed: 0n }] },
      row,
      { ...row, eventId: 7, transactionHash: "0xT" },
      { ...row, operator: "0xA", amounts: [] },
    ];
    expect(distinctSlashings(copies)).toEqual([{ ...row, eventId: 7 }]);
  });

  test("differ from another block, another set and another event of one transaction", () => {
    const events = [
      row,
      { ...row, blockNumber: 101 },
      { ...row, operatorSet: "0xb-1" },
      { ...row, amounts: [{ strategy: "0xs", wadSlashed: 6n }] },
    ];
    expect(distinctSlashings([...events, ...events])).toHaveLength(4);
    expect(
      distinctSlashings([
        { ...row, eventId: 1 },
        { ...row, eventId: 2 },
      ]),
    ).toHaveLength(2);
  });

  test("without a block or a transaction go by what they have", () => {
    const bare = { ...row, blockNumber: null, transactionHash: null };
    expect(distinctSlashings([bare, bare, { ...bare, slashedAt: new Date(1) }])).toHaveLength(2);
  });
});

describe("the maximum magnitude", () => {
  test("starts at 10^18 and each slash takes its fraction of what is left", () => {
    const path = magnitudePath([slashOf(101, 0.5), slashOf(100, 0.1)]);
    expect(path.map(({ maxBefore, maxAfter }) => [maxBefore, maxAfter])).toEqual([
      [WAD, (WAD * 9n) / 10n],
      [(WAD * 9n) / 10n, (WAD * 45n) / 100n],
    ]);
  });

  test("follows the mainnet events to the unit", () => {
    expect(afterSlash(WAD, 999992043674731618n)).toBe(7956325268382n);
    expect(afterSlash(WAD, 999999999999999999n)).toBe(1n);
    expect(afterSlash(1n, WAD)).toBe(0n);
  });

  test("is unknown after an unknown fraction, and 0 for ever once it is 0", () => {
    const unknown = { ...slashOf(100, 0.1), wadSlashed: null };
    expect(magnitudePath([unknown, slashOf(101, 0.1)]).at(-1)?.maxAfter).toBeNull();
    expect(magnitudePath([slashOf(99, 1), unknown]).at(-1)?.maxAfter).toBe(0n);
  });

  test("never rises, and does not depend on the order of rows", () => {
    fc.assert(
      fc.property(anySlashes, (slashes) => {
        const path = magnitudePath(slashes);
        let max = WAD;
        for (const { maxAfter } of path) {
          expect(maxAfter).not.toBeNull();
          expect((maxAfter as bigint) <= max).toBe(true);
          max = maxAfter as bigint;
        }
        expect(magnitudePath([...slashes].reverse()).at(-1)?.maxAfter).toBe(path.at(-1)?.maxAfter);
      }),
    );
  });
});
