import type { Range } from "./range";

/**
 * The least slashable stake of a coalition that has a share of the power of a set: what it costs at least, in stake that
 * can be slashed, to decide in it.
 */
export interface Ceiling {
  /** In USD. The ceiling is known if both ends are equal. */
  usd: Range;
  /** The search ended before it knew the cheapest coalition: `usd` goes from its bound to the coalition that it found. */
  isCutOff: boolean;
  /** A coalition that has the share and costs `coalitionUsd`: the cheapest known. */
  coalition: string[];
  coalitionUsd: Range;
  /** Whether it surely has the share; else it may have it. */
  isCoalitionSure: boolean;
  /** How many operators have power in the set, or may have it. */
  memberCount: number;
  unsureMemberCount: number;
  /** The slashable value of all of them, USD. */
  slashable: Range;
}

/**
 * Whether an AVS has a ceiling. "ceiling": at least one set can slash something, or may. "nothing": surely no set can.
 * "nothing-known": no known set can. "none-known": no set is known. "not-in-demo": the demo lacks its allocations.
 * "not-read": allocations were not read.
 */
export type SecurityState =
  | "ceiling"
  | "nothing"
  | "nothing-known"
  | "none-known"
  | "not-in-demo"
  | "not-read";

export interface AvsSecurity {
  state: SecurityState;
  /** The set with the lowest ceiling among those that can slash something; `null` if no ceiling is known. */
  weakest: { setNumber: number; ceiling: Ceiling } | null;
  /** How many sets can slash something, or may; `null` where allocations were not read. */
  slashingSetCount: number | null;
}
