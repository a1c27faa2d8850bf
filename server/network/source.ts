/** Which tables of the contract are not there, or hold no row. */
interface Tables {
  missingTables: readonly string[];
  emptyTables: readonly string[];
}

/** Returns whether positions of delegators were read: else nobody is known to have nothing. */
export const arePositionsRead = ({ source }: { source: Tables }): boolean =>
  isRead(source, "operator_delegators", "operator_delegator_shares");

/** Returns whether tables were read: what rests on one that is missing or empty is not known, and never 0. */
export const isRead = ({ missingTables, emptyTables }: Tables, ...tables: string[]): boolean =>
  tables.every((table) => !missingTables.includes(table) && !emptyTables.includes(table));
