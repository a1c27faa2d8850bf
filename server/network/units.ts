/** The whole of a magnitude or of a slash: 10^18. */
export const WAD = 10n ** 18n;

export const SECONDS_PER_BLOCK = 12;

/** How long stake that leaves stays slashable, and a deallocation of slashable stake waits: 14 days. */
export const LEAVING_BLOCKS = 100_800;

/** The split that applies where neither the operator nor the configuration sets one, in basis points. */
export const FALLBACK_SPLIT_BPS = 1000;
