/** The limit of a list that has no limit. */
export const ALL = Number.MAX_SAFE_INTEGER;

/** Returns an ILIKE pattern that finds the text anywhere, with wildcards in the text taken literally. */
export const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
