import { SECURES } from "../clocks/activity";
import type { Entity } from "../entities/entity";
import { entityOf } from "../entities/groups";
import type { EntityKind } from "../entities/known-entities";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { partOf } from "../parts";
import { valueFigures } from "../unknown";
import { type Columns, type Filter, filterOf, matchesSearch } from "./list";
import { perNetwork } from "./per-network";

/** One entity of the list: its headline figures, in USD, ratios and counts. */
export type EntityRow = ReturnType<typeof entityRow>;

/** Returns an entity's headline figures. Its name and evidence are ours, from the reviewed file. */
export function entityRow(network: Network, entity: Entity) {
  const operators = operatorsOf(network, entity);
  const delegators = operators.flatMap(({ delegatorCount }) => delegatorCount ?? []);
  return {
    slug: entity.slug,
    name: entity.name,
    kind: entity.kind,
    website: entity.website,
    reviewedOn: entity.reviewedOn,
    evidence: entity.evidence,
    /** The AVSs that it runs itself, as the review found. */
    runs: entity.runs,
    ...valueFigures(entity.value),
    /** The entity's value as a part of the network's priced stake. */
    ofNetworkRatio: partOf(entity.value, network.totals.value),
    operatorCount: operators.length,
    /** Node operators that run a brand's operators, or brands that a node operator runs operators of, as far as known. */
    partners: partnersOf(network, entity, operators),
    delegatorCount: delegators.length === 0 ? null : delegators.reduce((sum, count) => sum + count, 0),
    delegatorUnknownCount: operators.length - delegators.length,
    avsCount: securedCount(operators),
    slashingCount:
      network.totals.slashingCount !== null
        ? operators.reduce((sum, { slashings }) => sum + slashings.length, 0)
        : null,
  };
}

/** Returns the operators of an entity, the largest first. */
export const operatorsOf = ({ operators }: Network, { members }: Entity): Operator[] => {
  const addresses = new Set(members.map(({ operator }) => operator));
  return [...operators.values()].filter(({ address }) => addresses.has(address));
};

/** Returns the entity of the other kind that an operator belongs to; `null` where none is known. */
export const partnerOf = (network: Network, kind: EntityKind, { entities }: Operator): Entity | null =>
  network.entities.get((kind === "brand" ? entities.nodeOperator : entities.brand) ?? "") ?? null;

function partnersOf(network: Network, { kind }: Entity, operators: Operator[]) {
  const counts = new Map<Entity, number>();
  for (const operator of operators) {
    const partner = partnerOf(network, kind, operator);
    if (partner) counts.set(partner, (counts.get(partner) ?? 0) + 1);
  }
  return Array.from(counts, ([{ slug, name }, operatorCount]) => ({ slug, name, operatorCount }));
}

/**
 * Returns how many AVSs at least one of the operators surely secures; `null` if none is known and there may be some.
 */
function securedCount(operators: Operator[]): number | null {
  const secured = new Set(
    operators.flatMap(({ avs }) => avs.flatMap((one) => (SECURES.has(one.securing) ? one.avs : []))),
  );
  return secured.size === 0 && operators.some(({ avsCount }) => avsCount === null) ? null : secured.size;
}

export const ENTITY_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  tvs: { unit: "usd", value: (row) => row.tvsUsd },
  share: { unit: "ratio", value: (row) => row.ofNetworkRatio },
  operators: { unit: "count", value: (row) => row.operatorCount },
  partners: {
    unit: "text",
    value: (row) => row.partners.map(({ name }) => name).join(", "),
    sort: ({ partners }) => partners.length,
  },
  delegators: { unit: "count", value: (row) => row.delegatorCount },
  avs: { unit: "count", value: (row) => row.avsCount },
  slashings: { unit: "count", value: (row) => row.slashingCount },
  reviewed: { unit: "text", value: (row) => row.reviewedOn },
  evidence: { unit: "text", value: (row) => row.evidence, sort: null },
} as const satisfies Columns<EntityRow>;
export type EntityColumnId = keyof typeof ENTITY_COLUMNS;

/** Returns every known entity, the largest first. */
export const entityRows = perNetwork((network): EntityRow[] =>
  Array.from(network.entities.values(), (entity) => entityRow(network, entity)),
);

export interface EntityFilter {
  /** Words to search for in the names of an entity and its partners. */
  q?: string;
  kind?: EntityKind | "all";
}

/** Returns the filter of a list of entities. */
export const entityFilterOf = (asked: EntityFilter): Filter<EntityRow> =>
  filterOf(asked, [
    asked.kind === undefined || asked.kind === "all" ? undefined : (row) => row.kind === asked.kind,
    matchesSearch(asked.q, (row) => [row.name, row.slug, ...row.partners.map(({ name }) => name)]),
  ]);

/** Returns how many entities there are of each kind, and how many operators belong to one. */
export const countKnownEntities = ({ entities, operators, totals: { spreads } }: Network) => {
  const kinds = Array.from(entities.values(), ({ kind }) => kind);
  const brandCount = kinds.filter((kind) => kind === "brand").length;
  return {
    totalCount: entities.size,
    brandCount,
    nodeOperatorCount: kinds.length - brandCount,
    groupedOperatorCount: [...operators.values()].filter((one) => entityOf(one, "brand") !== null).length,
    spreads,
  };
};
