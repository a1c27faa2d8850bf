import type { Exposure } from "../exposure";

/** Returns the slashable value as rows have it: surely, at most, and how certain the most is. */
export const slashableFigures = ({
  slashable,
  slashableUpTo,
}: Pick<Exposure, "slashable" | "slashableUpTo">) => ({
  slashableUsd: slashable.knownUsd,
  /** Includes value that may be slashable: a membership or the current block is not known. */
  slashableUpToUsd: slashableUpTo.knownUsd,
  /** Whether the most may be less, since a slash may have taken more of the stake. */
  isSlashableUpperBound: slashableUpTo.isUpperBound,
  /** Whether it is uncertain that all of the most can be slashed. Parts without value do not matter. */
  isSlashableUpTo:
    slashableUpTo.knownUsd !== slashable.knownUsd || slashableUpTo.unknownCount !== slashable.unknownCount,
  /** Parts of unknown value that the most leaves out. */
  unpricedSlashableCount: slashableUpTo.unknownCount,
});
