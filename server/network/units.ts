/** A whole magnitude, or a slash of everything: 10^18. */
export const WAD = 10n ** 18n;

export const SECONDS_PER_BLOCK = 12;

/** How long leaving stake stays slashable, and how long a deallocation of slashable stake waits: 14 days. */
export const LEAVING_BLOCKS = 100_800;

/** How long a change of an allocation delay, or of a set's slasher, waits, and a first allocation without a delay: 17.5 days. */
export const CONFIGURATION_BLOCKS = 126_000;

/** The default split if the configuration has none, in basis points. */
export const FALLBACK_SPLIT_BPS = 1000;
