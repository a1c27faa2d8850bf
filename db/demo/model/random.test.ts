import { expect, test } from "vitest";
import { addressFor, randomFor, transactionFor } from "./random";

test("draws the same for the same name, whatever was drawn before", () => {
  const first = Array.from({ length: 5 }, randomFor("staker", "0xab", 7).next);
  randomFor("staker", "0xab", 8).next();
  expect(Array.from({ length: 5 }, randomFor("staker", "0xab", 7).next)).toEqual(first);
  expect(Array.from({ length: 5 }, randomFor("staker", "0xab", 8).next)).not.toEqual(first);
});

test("draws evenly between 0 and 1, and normally around 0", () => {
  const random = randomFor("even");
  const draws = Array.from({ length: 20_000 }, random.next);
  const normals = Array.from({ length: 20_000 }, random.normal);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  expect(mean(draws)).toBeCloseTo(0.5, 1);
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  expect(mean(normals)).toBeCloseTo(0, 1);
  expect(mean(normals.map((value) => value * value))).toBeCloseTo(1, 1);
});

test("derives addresses and transactions of the right length", () => {
  expect(addressFor("a", 1)).toMatch(/^0x[0-9a-f]{40}$/);
  expect(transactionFor("a", 1)).toMatch(/^0x[0-9a-f]{64}$/);
  expect(addressFor("a", 1)).not.toBe(addressFor("a", 2));
});
