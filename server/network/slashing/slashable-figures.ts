import type { Exposure } from "../exposure";

/** Returns what can be slashed as rows have it: surely, at most, and how certain the most is. */
export const slashableFigures = ({
  slashable,
  slashableUpTo,
}: Pick<Exposure, "slashable" | "slashableUpTo">) => ({
  slashableUsd: slashable.knownUsd,
  /** With what may be slashable: a membership or the clock is not known. */
  slashableUpToUsd: slashableUpTo.knownUsd,
  /** A slash may have taken more of what is left: the most may be less. */
  isSlashableUpperBound: slashableUpTo.isUpperBound,
  /** Whether all of the most can be slashed is not known; parts that are worth nothing do not matter. */
  isSlashableUpTo:
    slashableUpTo.knownUsd !== slashable.knownUsd || slashableUpTo.unknownCount !== slashable.unknownCount,
  /** Parts of unknown value that are not in the most. */
  unpricedSlashableCount: slashableUpTo.unknownCount,
});
