import type { UsdSum } from "../unknown";

/** The known facts of an AVS's sets and of the value allocated to them. */
export interface AvsSets {
  /** Sets that are known: there may be others. */
  setCount: number;
  slashingCount: number;
  /** Allocations in effect or in doubt, of every operator; `null` where allocations were not read. */
  exposure: { slashable: UsdSum; slashableUpTo: UsdSum } | null;
}

/**
 * The slashing power of an AVS today. "nothing-today": nothing in its sets can be slashed. "none-known": no set
 * is known, which is no proof that it has none.
 */
export type SlashingPower = "slashes" | "may-slash" | "nothing-today" | "none-known" | "unknown";

/** Returns what an AVS can slash today. */
export function slashingPower({ setCount, slashingCount, exposure }: AvsSets): SlashingPower {
  if (exposure === null) return "unknown";
  if (hasParts(exposure.slashable)) return "slashes";
  if (hasParts(exposure.slashableUpTo)) return "may-slash";
  return setCount > 0 || slashingCount > 0 ? "nothing-today" : "none-known";
}

/** A part of 0 dollars, or of an unknown value, is still something that can be slashed. */
const hasParts = (sum: UsdSum) => sum.knownCount + sum.unknownCount > 0;
