import { expect, test } from "vitest";
import { addSums, EMPTY_SUM, sumOf } from "../unknown";
import { isAtLeast, isOver, partBounds } from "./judged-parts";

const exact = (usd: number) => sumOf(usd);
const atMost = (usd: number) => sumOf({ usd, isUpperBound: true });
const unpriced = sumOf({ usd: null, isUpperBound: false, isUnpriced: true });
const unknown = sumOf(null);

test("an exact part of an exact whole has one bound, and meets a threshold exactly", () => {
  expect(partBounds(exact(10), exact(10), exact(100))).toEqual({ least: 0.1, most: 0.1 });
  expect(isAtLeast(exact(10), exact(10), exact(100), 0.1)).toBe(true);
  expect(isAtLeast(exact(9.9), exact(9.9), exact(100), 0.1)).toBe(false);
});

test("what may belong to a part makes it not known, until even the most is too little", () => {
  expect(isAtLeast(EMPTY_SUM, exact(60), exact(100), 0.5)).toBeNull();
  expect(isAtLeast(EMPTY_SUM, exact(40), exact(100), 0.5)).toBe(false);
  expect(isAtLeast(exact(60), exact(90), exact(100), 0.5)).toBe(true);
});

test("an upper bound of the whole may be nothing, so it hides the part", () => {
  expect(isAtLeast(exact(10), exact(10), addSums([exact(10), atMost(90)]), 0.5)).toBeNull();
  expect(isAtLeast(exact(60), exact(60), addSums([exact(60), atMost(40)]), 0.5)).toBe(true);
});

test("a token without a price is outside of the priced whole; a value without a limit is not", () => {
  expect(isAtLeast(exact(60), exact(60), addSums([exact(100), unpriced]), 0.5)).toBe(true);
  expect(isAtLeast(unpriced, unpriced, exact(100), 0.1)).toBe(false);
  expect(isAtLeast(exact(60), exact(60), addSums([exact(100), unknown]), 0.5)).toBeNull();
  expect(isAtLeast(unknown, unknown, exact(100), 0.5)).toBeNull();
});

test("nothing is no part of anything, known or not", () => {
  expect(isAtLeast(EMPTY_SUM, EMPTY_SUM, unknown, 0.1)).toBe(false);
});

test("a part is over a threshold only if it is more than that", () => {
  expect(isOver(exact(20), exact(80), 0.2)).toBe(false);
  expect(isOver(exact(20.01), exact(80), 0.2)).toBe(true);
  expect(isOver(EMPTY_SUM, exact(80), 0.2)).toBe(false);
});

test("a part that may be less is as much less in the whole", () => {
  expect(isOver(atMost(20), exact(80), 0.2)).toBe(false);
  expect(isOver(atMost(21), exact(80), 0.2)).toBeNull();
  expect(isOver(exact(20), atMost(80), 0.2)).toBeNull();
  expect(isOver(exact(30), atMost(80), 0.2)).toBe(true);
  expect(isOver(unknown, exact(80), 0.2)).toBeNull();
  expect(isOver(exact(20), unknown, 0.2)).toBeNull();
});
