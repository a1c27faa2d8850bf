/** As the limit of a list: none. */
export const ALL = Number.MAX_SAFE_INTEGER;

/** A pattern for ILIKE that finds the text anywhere, with its wildcards taken literally. */
export const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
