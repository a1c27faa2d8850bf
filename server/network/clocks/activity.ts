import { isMember, type Membership } from "../membership";
import { anyOf, type Tri } from "../unknown";

/** The known facts of an operator at one AVS. */
export interface Standing {
  /** REGISTERED or UNREGISTERED at the AVSDirectory; `null`: no row. */
  directoryStatus: string | null;
  /** The sets of this AVS: the operator's membership, and the magnitude that is surely in effect. */
  sets: readonly { membership: Membership; effectiveMagnitude: bigint | null }[];
  wasSlashedBy: boolean;
}

/** The relation of an operator to an AVS. "unknown" does not mean "not a member". */
export type Securing = "registered" | "through-operator-sets" | "unknown" | "has-secured" | "no";

/**
 * Returns how an operator secures an AVS, if it does. An allocation in effect counts unless the operator is known not
 * to be a member.
 */
export function securing({ directoryStatus, sets, wasSlashedBy }: Standing): Securing {
  const status = directoryStatus?.toUpperCase() ?? null;
  if (status === "REGISTERED") return "registered";
  const bySets = anyOf(sets.map(securesBySet));
  if (bySets === true) return "through-operator-sets";
  if (bySets === null) return "unknown";
  return wasSlashedBy ||
    status === "UNREGISTERED" ||
    sets.some(({ membership }) => membership.kind === "left")
    ? "has-secured"
    : "no";
}

function securesBySet({ membership, effectiveMagnitude }: Standing["sets"][number]): Tri {
  const member = isMember(membership);
  if (member !== null) return member;
  return effectiveMagnitude === null ? null : effectiveMagnitude > 0n;
}

/** The relations in which an operator surely secures an AVS. */
export const SECURES: ReadonlySet<Securing> = new Set(["registered", "through-operator-sets"]);

/**
 * Returns whether an operator is active: registered to at least one AVS or operator set, or seen to be a member by
 * its allocations. `null` if nothing was found and registrations were not read.
 */
export function isActive(standings: readonly Securing[], areRegistrationsKnown: boolean): Tri {
  const found = anyOf(standings.map((how) => (how === "unknown" ? null : SECURES.has(how))));
  return found === false && !areRegistrationsKnown ? null : found;
}
