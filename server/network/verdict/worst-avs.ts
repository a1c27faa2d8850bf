import { groupAllocations } from "../figures/exposure";
import type { Allocation } from "../network";
import type { Operator } from "../operator";
import { addSums, EMPTY_SUM, type UsdSum } from "../unknown";
import { partBounds } from "./judged-parts";
import type { Judging } from "./judging";
import type { WorstAvs, WorstAvsGate } from "./verdict";

/** Returns the answer of gate 5: how much of the operator's value one AVS can slash, now and once announced. */
export function worstAvsGate(judging: Judging, operator: Operator): WorstAvsGate {
  const { thresholds, allocationsOf, isLimited } = judging;
  const isDemoLimited = isLimited(operator.address);
  const byAvs = groupAllocations(allocationsOf.get(operator.address) ?? [], ({ avs }) => avs);
  const now = worstOf(operator, byAvs, (row) => ({
    sure: row.slashable,
    upTo: row.slashableUpTo,
  }));
  const announced = worstOf(operator, byAvs, (row) => ({
    sure: row.announcedSlashability === "slashable" ? row.announcedUpTo : EMPTY_SUM,
    upTo: row.announcedUpTo,
  }));
  const all = [...now, ...announced].map(({ bounds }) => bounds);
  const surest = surestOver(now, thresholds.worstAvsRatio);
  const later = surest ? null : surestOver(announced, thresholds.worstAvsRatio);
  const isOver =
    surest || later ? true : all.some(({ most }) => most > thresholds.worstAvsRatio) ? null : false;
  const passes = isDemoLimited || operator.allocationCount === null || isOver === null ? null : !isOver;
  const deciding = surest ? { ...surest, isAnnounced: false } : later && { ...later, isAnnounced: true };
  return {
    passes,
    deciding: passes === false ? deciding : null,
    now: now[0] ?? null,
    announced: announced[0] ?? null,
    isSaid:
      operator.allocationCount === null ? null : all.some(({ most }) => most > thresholds.worstAvsSaidRatio),
    isDemoLimited,
  };
}

/** Returns the AVS that surely can slash the most, if that is more than this part. */
const surestOver = (worst: readonly WorstAvs[], threshold: number): WorstAvs | null =>
  worst
    .filter(({ bounds }) => bounds.least > threshold)
    .sort((a, b) => b.bounds.least - a.bounds.least || b.bounds.most - a.bounds.most)[0] ?? null;

/** Returns the AVSs that can slash something of an operator, the largest part of its value first. */
function worstOf(
  { value }: Operator,
  byAvs: Map<string, Allocation[]>,
  sumsOf: (row: Allocation) => { sure: UsdSum; upTo: UsdSum },
): WorstAvs[] {
  return Array.from(byAvs, ([avs, own]) => {
    const sums = own.map(sumsOf);
    const slashable = addSums(sums.map(({ upTo }) => upTo));
    return { avs, slashable, bounds: partBounds(addSums(sums.map(({ sure }) => sure)), slashable, value) };
  })
    .filter(({ slashable }) => slashable.knownUsd !== 0 || slashable.unknownCount > 0)
    .sort((a, b) => b.bounds.most - a.bounds.most || b.bounds.least - a.bounds.least);
}
