import { isMember, type Membership } from "../membership";
import { anyOf, type Tri } from "../unknown";

/** The known facts of an operator at one AVS. */
export interface Standing {
  /** REGISTERED or UNREGISTERED at the AVSDirectory; `null`: no row. */
  directoryStatus: string | null;
  /** Its sets at this AVS: membership, and the magnitude surely in effect. */
  sets: readonly { membership: Membership; effectiveMagnitude: bigint | null }[];
  wasSlashedBy: boolean;
}

/** How an operator stands to an AVS. "unknown" is not "not a member". */
export type Securing = "registered" | "through-operator-sets" | "unknown" | "has-secured" | "no";

/** Returns whether and how an operator secures an AVS. An allocation in effect counts unless it is known to be no member. */
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

/** How an operator stands to an AVS that it surely secures. */
export const SECURES: ReadonlySet<Securing> = new Set(["registered", "through-operator-sets"]);

/**
 * Returns whether an operator is active: registered to at least one AVS or operator set, a membership that shows only
 * in allocations included. Where registrations were not read, nothing found is not known.
 */
export function isActive(standings: readonly Securing[], areRegistrationsKnown: boolean): Tri {
  const found = anyOf(standings.map((how) => (how === "unknown" ? null : SECURES.has(how))));
  return found === false && !areRegistrationsKnown ? null : found;
}
