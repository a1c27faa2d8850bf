import { expect, test } from "vitest";
import { randomFor } from "./random";
import { microsText, splitMicros, splitShares } from "./split";

const sum = (parts: bigint[]) => parts.reduce((a, b) => a + b, 0n);

test("splits an amount far beyond 2^53 without losing a unit", () => {
  const random = randomFor("split test");
  for (let round = 0; round < 50; round++) {
    const total = BigInt(`0x${random.hex(3)}`);
    const weights = Array.from({ length: random.integer(1, 400) }, () => Math.exp(random.normal() * 3));
    const parts = splitShares(total, weights);
    expect(sum(parts)).toBe(total);
    expect(parts.every((part) => part >= 0n)).toBe(true);
  }
});

test("gives what rounding leaves over to the largest", () => {
  expect(splitShares(10n, [1, 1, 1.5])).toEqual([2n, 2n, 6n]);
  expect(splitShares(1n, [1, 3, 2])).toEqual([0n, 1n, 0n]);
});

test("refuses to split without weights", () => {
  expect(() => splitShares(5n, [])).toThrow("no weights");
  expect(() => splitShares(5n, [0, 0])).toThrow("no weights");
});

test("splits micro-dollars in proportion, to the last one", () => {
  const parts = [3n * 10n ** 20n, 10n ** 20n, 0n];
  const micros = splitMicros(1_500_000_000_000_001, parts);
  expect(micros.reduce((a, b) => a + b, 0)).toBe(1_500_000_000_000_001);
  expect(micros[1]).toBe(375_000_000_000_000);
  expect(micros[2]).toBe(0);
});

test("writes micro-dollars with six decimals", () => {
  expect([microsText(0), microsText(1), microsText(1_234_567), microsText(-5)]).toEqual([
    "0.000000",
    "0.000001",
    "1.234567",
    "-0.000005",
  ]);
});
