import type { Entity } from "../entities/entity";
import type { OperatorEntities } from "../entities/groups";
import { KNOWN_ENTITIES, type KnownEntity } from "../entities/known-entities";
import type { Operator } from "../operator";
import { addSums } from "../unknown";

const NONE: OperatorEntities = { brand: null, nodeOperator: null };

/** Returns a function that finds the known brand and node operator of an address. */
export function entityReader(known: readonly KnownEntity[] = KNOWN_ENTITIES.entities) {
  const entitiesOf = new Map<string, OperatorEntities>();
  for (const { slug, kind, operators } of known)
    for (const { address } of operators)
      entitiesOf.set(address, {
        ...(entitiesOf.get(address) ?? NONE),
        [kind === "brand" ? "brand" : "nodeOperator"]: slug,
      });
  return (address: string): OperatorEntities => entitiesOf.get(address) ?? NONE;
}

/** Returns the known entities with at least one operator here, the largest first, and the total value of each. */
export function buildEntities(
  operators: ReadonlyMap<string, Operator>,
  known: readonly KnownEntity[] = KNOWN_ENTITIES.entities,
): Map<string, Entity> {
  const entities = known.flatMap(({ operators: reviewed, avs = [], ...entity }): Entity[] => {
    const members = reviewed.flatMap(({ address, ...review }) => {
      const operator = operators.get(address);
      return operator ? [{ operator, ...review }] : [];
    });
    if (members.length === 0) return [];
    return [
      {
        ...entity,
        members: members.map(({ operator, name, evidence, renamed = null }) => ({
          operator: operator.address,
          reviewedName: name,
          evidence,
          renamed,
        })),
        runs: avs.map(({ address, name, evidence }) => ({ avs: address, reviewedName: name, evidence })),
        value: addSums(members.map(({ operator }) => operator.value)),
      },
    ];
  });
  return new Map(
    entities
      .sort((a, b) => (b.value.knownUsd ?? -1) - (a.value.knownUsd ?? -1) || (a.slug < b.slug ? -1 : 1))
      .map((entity) => [entity.slug, entity]),
  );
}
