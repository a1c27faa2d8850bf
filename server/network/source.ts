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

/** Tells whose allocations are all in the data, if allocations were read. */
export interface CompleteAllocations {
  ofOperator: (operator: string) => boolean;
  toAvs: (avs: string) => boolean;
}

/**
 * Returns whose allocations are all in the data. A pipeline reads all of them; a demo names the operators and AVSs of which it
 * lacks none, under `complete`.
 */
export function completeAllocations(metadata: Record<string, unknown> | null): CompleteAllocations {
  if (metadata?.demo !== true) return { ofOperator: () => true, toAvs: () => true };
  const { allocations, operatorAllocations } = fieldsOf(metadata.complete);
  const [avs, operators] = [new Set(listOf(allocations)), new Set(listOf(operatorAllocations))];
  return { ofOperator: (address) => operators.has(address), toAvs: (address) => avs.has(address) };
}

/** Returns whether all allocations of an operator are in the data, if allocations were read. */
export const hasAllAllocationsOf = (
  { source: { metadata } }: { source: { metadata: Record<string, unknown> | null } },
  operator: string,
): boolean => completeAllocations(metadata).ofOperator(operator);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Returns the fields of an object in metadata, none of anything else. */
export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
