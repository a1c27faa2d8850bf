import type { EntityKind } from "./known-entities";

/** The slugs of an operator's known entities; `null` if none is known. */
export interface OperatorEntities {
  brand: string | null;
  nodeOperator: string | null;
}

/** The fields of an operator that decide its group. */
interface Grouped {
  address: string;
  entities: OperatorEntities;
}

/**
 * Returns the entity that an operator counts to: its node operator or its brand, as asked, or else the other one; `null`
 * for an operator that belongs to no known entity.
 */
export const entityOf = ({ entities }: Pick<Grouped, "entities">, kind: EntityKind): string | null =>
  kind === "brand" ? (entities.brand ?? entities.nodeOperator) : (entities.nodeOperator ?? entities.brand);

/** Returns the operators by their entity. An operator that belongs to none is a group of its own, by its address. */
export function groupsOf<T extends Grouped>(operators: Iterable<T>, kind: EntityKind): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const operator of operators) {
    const key = entityOf(operator, kind) ?? operator.address;
    const group = groups.get(key);
    if (group) group.push(operator);
    else groups.set(key, [operator]);
  }
  return groups;
}

/**
 * The number of operators, and the largest possible numbers of brands and node operators: an operator without a known
 * group counts as one.
 */
export interface EntityCounts {
  operatorCount: number;
  brandCount: number;
  nodeOperatorCount: number;
}

/** Returns how many operators, brands and node operators these are. */
export function countEntities(operators: readonly Grouped[]): EntityCounts {
  return {
    operatorCount: operators.length,
    brandCount: groupsOf(operators, "brand").size,
    nodeOperatorCount: groupsOf(operators, "node-operator").size,
  };
}
