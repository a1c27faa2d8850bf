import type { UsdSum } from "../unknown";

/** The known facts of an AVS's sets and of the value allocated to them. */
export interface AvsSets {
  /** The number of known sets; there may be others. */
  setCount: number;
  slashingCount: number;
  /** The slashable value over all operators, surely and at most; `null` if allocations were not read. */
  exposure: { slashable: UsdSum; slashableUpTo: UsdSum } | null;
}

/**
 * The slashing power of an AVS today. "nothing-today": its known sets have nothing slashable. "none-known": no set is
 * known, though it may have some.
 */
export type SlashingPower = "slashes" | "may-slash" | "nothing-today" | "none-known" | "unknown";

/** Returns what an AVS can slash today. */
export function slashingPower({ setCount, slashingCount, exposure }: AvsSets): SlashingPower {
  if (exposure === null) return "unknown";
  if (hasParts(exposure.slashable)) return "slashes";
  if (hasParts(exposure.slashableUpTo)) return "may-slash";
  return setCount > 0 || slashingCount > 0 ? "nothing-today" : "none-known";
}

/** Returns whether a sum has any part. A part of value 0 or of unknown value counts: it can still be slashed. */
const hasParts = (sum: UsdSum) => sum.knownCount + sum.unknownCount > 0;
