import type { UsdSum } from "./unknown";

/** The value allocated to operator sets, and the part of it that they can slash. */
export interface Exposure {
  /** The value of allocations in effect, whether or not a set can slash it. */
  allocated: UsdSum;
  /** The value that can surely be slashed now. */
  slashable: UsdSum;
  /** The most that can be slashed now, with value that may be slashable: "up to". */
  slashableUpTo: UsdSum;
  /** The most that can be slashed once every announced change is in effect. */
  announcedUpTo: UsdSum;
  /** `null` where allocations were not read: then no sum of them is known. */
  allocationCount: number | null;
  pendingCount: number | null;
}
