import { type Membership, membershipOf } from "../membership";
import type { Allocation, Avs, Network, OperatorSet } from "../network";
import type { OperatorAvs } from "../operator";
import { addSums } from "../unknown";
import { NOTHING, pricedRange, type Range, slashableRange } from "./range";

/** An operator that has power in an operator set, or may have. */
export interface Member {
  operator: string;
  /** Whether it surely is a member; if not, its membership is not known. */
  isSure: boolean;
  /** The value that the set can slash of it now, in USD. */
  slashable: Range;
  /** Its whole priced stake, in USD. */
  value: Range;
}

export interface SetMembers {
  members: Member[];
  /** Whether all members are known: there may be others, such as operators that allocate nothing. */
  areAllKnown: boolean;
}

/** The parts of a network from which the security of its AVSs is computed. */
export type Secured = Pick<
  Network,
  "operators" | "operatorSets" | "avs" | "allocations" | "source" | "chain"
>;

/** The operators and allocations of every AVS and set, grouped once. */
export interface Grouped {
  allocationsOf: Map<string, Allocation[]>;
  partsOf: Map<string, OperatorAvs[]>;
}

/** Returns allocations by operator set and operators' parts by AVS. */
export function grouped({ operators, allocations }: Secured): Grouped {
  const allocationsOf = new Map<string, Allocation[]>();
  for (const one of allocations) push(allocationsOf, one.operatorSet, one);
  const partsOf = new Map<string, OperatorAvs[]>();
  for (const { avs } of operators.values()) for (const part of avs) push(partsOf, part.avs, part);
  return { allocationsOf, partsOf };
}

function push<T>(map: Map<string, T[]>, key: string, item: T) {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

/**
 * Returns the operators with power in a set: its members, and possible members. An operator that left has none, even
 * while the set can still slash it.
 */
export function membersOf(
  network: Secured,
  set: OperatorSet,
  { allocationsOf, partsOf }: Grouped,
): SetMembers {
  const parts = partsOf.get(set.avs) ?? [];
  const allocated = new Map<string, Allocation[]>();
  for (const one of allocationsOf.get(set.id) ?? []) push(allocated, one.operator, one);
  const members: Member[] = [];
  const add = (operator: string, membership: Membership | undefined, own: Allocation[]) => {
    if (membership === undefined || membership.kind === "left") return;
    const isSure = membership.kind === "member";
    const slashable = slashableRange(
      addSums(own.map((one) => one.slashable)),
      addSums(own.map((one) => one.slashableUpTo)),
    );
    const stake = network.operators.get(operator)?.value;
    members.push({
      operator,
      isSure,
      slashable: isSure ? slashable : { ...slashable, least: 0 },
      value: stake ? pricedRange(stake) : { least: 0, most: null },
    });
  };
  for (const [operator, own] of allocated) add(operator, own[0]?.membership, own);
  for (const part of parts)
    if (!allocated.has(part.operator) && isListed(set.id, part)) add(part.operator, { kind: "member" }, []);
  return {
    members,
    areAllKnown: parts.length > 0 && parts.every(({ memberOfSets }) => memberOfSets !== null),
  };
}

/** Returns the operators registered to an AVS, those that secure it and those that may, as the members of one set. */
export function registeredMembers({ operators }: Pick<Network, "operators">, avs: Avs): SetMembers {
  const memberOf =
    (isSure: boolean) =>
    (address: string): Member[] => {
      const operator = operators.get(address);
      return operator
        ? [{ operator: address, isSure, slashable: NOTHING, value: pricedRange(operator.value) }]
        : [];
    };
  return {
    members: [...avs.operators.flatMap(memberOf(true)), ...avs.unknownOperators.flatMap(memberOf(false))],
    areAllKnown: avs.operatorCount !== null,
  };
}

const isListed = (operatorSet: string, { directoryStatus, memberOfSets }: OperatorAvs): boolean =>
  membershipOf(
    operatorSet,
    { status: directoryStatus, lastUnregisteredAt: null, activeSetIds: memberOfSets },
    () => null,
  ).kind === "member";

/** The sources of an operator's power in a set: the chain does not say which of them an AVS counts. */
export const POWERS = ["stake", "seats", "value"] as const;
export type Power = (typeof POWERS)[number];

/** Returns a member's power: USD that can be slashed, one seat, or its whole value in USD. */
function powerOf({ isSure, slashable, value }: Member, power: Power): Range {
  if (power === "stake") return slashable;
  const whole = power === "seats" ? { least: 1, most: 1 } : value;
  return isSure ? whole : { ...whole, least: 0 };
}

/** Returns the power of each member; `null` if some members may not be known. */
export function powersOf({ members, areAllKnown }: SetMembers, power: Power): Range[] | null {
  if (power !== "stake" && !areAllKnown) return null;
  return members.map((member) => powerOf(member, power));
}
