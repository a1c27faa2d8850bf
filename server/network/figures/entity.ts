import { SECURES } from "../clocks/activity";
import type { Entity } from "../entities/entity";
import { countEntities, type EntityCounts } from "../entities/groups";
import { operatorsOf, partnerOf } from "../lists/entities";
import type { Columns } from "../lists/list";
import { slashingRows } from "../lists/slashings";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { partOf } from "../parts";
import { addSums, allocatedFigures, compareKnown, valueFigures } from "../unknown";
import { verdictOf } from "../verdict/judge";
import { VERDICT_WORDS } from "../verdict/verdict";

/** One operator of an entity, in USD, ratios and counts. */
export type EntityOperatorRow = ReturnType<typeof entityOperators>[number];

/** Returns the operators of an entity with the evidence that they belong to it, the largest first. */
export function entityOperators(network: Network, entity: Entity) {
  const members = new Map(entity.members.map((member) => [member.operator, member]));
  return operatorsOf(network, entity).flatMap((operator) => {
    const member = members.get(operator.address);
    return member ? [{ ...headline(network, entity, operator), ...reviewOf(operator, member) }] : [];
  });
}

function headline(network: Network, entity: Entity, operator: Operator) {
  const partner = partnerOf(network, entity.kind, operator);
  const { word, answeredCount, isDemoLimited } = verdictOf(network, operator);
  return {
    address: operator.address,
    name: operator.name,
    isActive: operator.isActive,
    verdict: word,
    /** How many of the six gates of its verdict have an answer. */
    answeredGateCount: answeredCount,
    /** Whether the data is a demo that models the operator, so that some gates are not judged. */
    isVerdictDemoLimited: isDemoLimited,
    ...valueFigures(operator.value),
    ofEntityRatio: partOf(operator.value, entity.value),
    /** The entity of the other kind that it belongs to. */
    partner: partner && { slug: partner.slug, name: partner.name },
    delegatorCount: operator.delegatorCount,
    avsCount: operator.avsCount,
    slashingCount: operator.slashingCount,
  };
}

/**
 * Returns the evidence that an operator belongs to an entity, and its reviewed name if it declares another one now.
 */
const reviewOf = ({ name }: Operator, member: Entity["members"][number]) => ({
  evidence: member.evidence,
  formerName: name === member.reviewedName ? null : member.reviewedName,
  renamed: member.renamed,
});

export const ENTITY_OPERATOR_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  verdict: {
    unit: "level",
    value: (row) => row.verdict,
    sort: ({ verdict }) => VERDICT_WORDS.length - VERDICT_WORDS.indexOf(verdict),
  },
  value: { unit: "usd", value: (row) => row.tvsUsd },
  share: { unit: "ratio", value: (row) => row.ofEntityRatio },
  partner: { unit: "text", value: (row) => row.partner?.name ?? null },
  delegators: { unit: "count", value: (row) => row.delegatorCount },
  avs: { unit: "count", value: (row) => row.avsCount },
  slashings: { unit: "count", value: (row) => row.slashingCount },
  evidence: { unit: "text", value: (row) => row.evidence, sort: null },
} as const satisfies Columns<EntityOperatorRow>;
export type EntityOperatorColumnId = keyof typeof ENTITY_OPERATOR_COLUMNS;

/**
 * Returns the AVSs that operators of an entity surely secure, with the number of these operators, of all operators
 * there, and the allocated value.
 */
export function entityAvs(network: Network, entity: Entity) {
  const operators = operatorsOf(network, entity);
  const counts = new Map<string, number>();
  for (const { avs } of operators)
    for (const one of avs) if (SECURES.has(one.securing)) counts.set(one.avs, (counts.get(one.avs) ?? 0) + 1);
  const allocatedBy = (avs: string) =>
    addSums(
      operators.flatMap((operator) =>
        operator.avs.flatMap((one) => (one.avs === avs ? [one.allocated] : [])),
      ),
    );
  return Array.from(counts, ([address, operatorCount]) => {
    const avs = network.avs.get(address);
    return {
      address,
      name: avs?.name ?? null,
      operatorCount,
      /** How many operators, of this entity or not, surely secure the AVS. */
      ofOperatorCount: avs?.operatorCount ?? null,
      ...allocatedFigures(allocatedBy(address)),
    };
  }).sort(
    (a, b) =>
      compareKnown(a.allocatedUsd, b.allocatedUsd, "descending") ||
      b.operatorCount - a.operatorCount ||
      compareKnown(a.address, b.address, "ascending"),
  );
}

/** Returns the slashings of an entity's operators, the newest first. */
export function entitySlashings(network: Network, entity: Entity) {
  const own = new Set(entity.members.map(({ operator }) => operator));
  return slashingRows(network).filter(({ operator }) => own.has(operator));
}

/** Returns how many operators, brands and node operators some operators are; addresses that are no operator are left out. */
export const entityCountsOf = ({ operators }: Network, addresses: readonly string[]): EntityCounts =>
  countEntities(addresses.flatMap((address) => operators.get(address) ?? []));

/** Returns the brand and the node operator of an operator by slug and name; `null` where none is known. */
export function entityNames({ entities }: Network, { entities: { brand, nodeOperator } }: Operator) {
  const named = (slug: string | null) => {
    const entity = entities.get(slug ?? "");
    return entity ? { slug: entity.slug, name: entity.name } : null;
  };
  return { brand: named(brand), nodeOperator: named(nodeOperator) };
}
