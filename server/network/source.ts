/** The contract's tables that are missing, or have no rows. */
interface Tables {
  missingTables: readonly string[];
  emptyTables: readonly string[];
}

/** Returns whether delegators' positions were read; if not, nobody is known to have no stake. */
export const arePositionsRead = ({ source }: { source: Tables }): boolean =>
  isRead(source, "operator_delegators", "operator_delegator_shares");

/** Returns whether tables were read. Figures from a missing or empty table are unknown, never 0. */
export const isRead = ({ missingTables, emptyTables }: Tables, ...tables: string[]): boolean =>
  tables.every((table) => !missingTables.includes(table) && !emptyTables.includes(table));
