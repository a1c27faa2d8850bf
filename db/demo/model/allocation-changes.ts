import { type Allocation, delayBlocks, type MagnitudeStep, wad } from "./allocations";
import { blockAt, present, secondsPerDay, timeAt } from "./calendar";

/** Fourteen days, for which what is withdrawn can still be slashed. */
const withdrawalBlocks = 100_800;
/** Operators who have announced to change what they have allocated: into so many hundredths of it. */
const announced = new Map([
  [2, 0n],
  [6, 50n],
  [9, 120n],
]);

/** Gives a withdrawn allocation what was withdrawn, where its set is old enough, and says how the encumbered magnitude moved. */
export function endOf(ended: Allocation): MagnitudeStep[] {
  const allocatedBlock = Math.max(ended.set.block + 7200, ended.allocatedBlock - 400_000);
  const effectBlock = allocatedBlock + delayBlocks;
  if (effectBlock >= ended.allocatedBlock) return [];
  const magnitude = wad / 20n;
  ended.before = { magnitude, allocatedAt: timeAt(allocatedBlock), effectBlock };
  return [
    { at: timeAt(effectBlock), max: wad, encumbered: magnitude },
    { at: timeAt(ended.effectBlock), max: wad, encumbered: -magnitude },
  ];
}

/** Announces what some operators change of what they have allocated, where no earlier change is pending and it fits in what is left. */
export function announceChange(row: Allocation | undefined, left: bigint, i: number) {
  const hundredths = announced.get(i);
  if (row === undefined || hundredths === undefined) return;
  const magnitude = (row.magnitude * hundredths) / 100n;
  const announcedAt = present - (i + 1) * secondsPerDay;
  const { allocatedAt, effectBlock } = row;
  const isOver = timeAt(effectBlock) + 2 * secondsPerDay < announcedAt;
  if (!isOver || magnitude - row.magnitude > (wad * left) / 100n) return;
  row.before = { magnitude: row.magnitude, allocatedAt, effectBlock };
  row.magnitude = magnitude;
  row.allocatedAt = announcedAt;
  row.allocatedBlock = blockAt(announcedAt);
  row.effectBlock = row.allocatedBlock + (hundredths < 100n ? withdrawalBlocks : delayBlocks);
}
