import { cheapestCoalition } from "./coalition";
import { type Member, type Power, powersOf, type SetMembers } from "./members";
import { addRanges, isExact } from "./range";
import type { Ceiling } from "./security";
import { FRACTIONS, possibleDemand, type Share, sureDemand } from "./share";

/** Returns the ceiling of a set; `null` if nobody has power in it, or if it is not known who has. */
export function ceilingOf(set: SetMembers, power: Power, share: Share): Ceiling | null {
  const { members } = set;
  const powers = powersOf(set, power);
  if (powers === null || members.length === 0) return null;
  const slashable = addRanges(members.map((member) => member.slashable));
  const counts = {
    memberCount: members.length,
    unsureMemberCount: members.filter(({ isSure }) => !isSure).length,
    slashable,
  };
  const costsMost = members.map((member) => member.slashable.most ?? Number.POSITIVE_INFINITY);
  const costsLeast = members.map((member) => member.slashable.least);
  const cheapest = (demand: ReturnType<typeof sureDemand>, costs: number[]) =>
    demand &&
    cheapestCoalition(
      demand.weights.map((weight, place) => ({ weight, cost: costs[place] ?? 0 })),
      demand.demand,
    );
  const sure = cheapest(sureDemand(powers, share), costsMost);
  const areAllExact = [...powers, ...members.map((member) => member.slashable)].every(isExact);
  const possible = areAllExact ? sure : cheapest(possibleDemand(powers, share), costsLeast);
  const { part, of } = FRACTIONS[share];
  // The members of a coalition by stake are worth the share of it, however the stake is spread.
  const leastByStake = power === "stake" ? (part / of) * slashable.least : 0;
  const least = Math.max(possible?.leastCost ?? 0, leastByStake);
  const most = leastKnown(sure?.cost ?? null, power === "stake" ? mostByStake(members, share) : null);
  const chosen = sure ?? possible;
  const coalition = chosen?.places.flatMap((place) => members[place] ?? []) ?? [];
  return {
    usd: areAllExact && sure?.isExact ? { least: sure.cost, most: sure.cost } : { least, most },
    isCutOff: (sure !== null && !sure.isExact) || (possible !== null && !possible.isExact),
    coalition: coalition.map(({ operator }) => operator),
    // Where nobody is known to have power, the coalition is not known: it is not worth nothing.
    coalitionUsd:
      coalition.length === 0
        ? { least: 0, most: null }
        : addRanges(coalition.map((member) => member.slashable)),
    isCoalitionSure: sure !== null,
    ...counts,
  };
}

/** Returns the most that a coalition without a spare member can cost, in USD: the share, and one member more. */
function mostByStake(members: readonly Member[], share: Share): number | null {
  const { part, of } = FRACTIONS[share];
  let [total, largest] = [0, 0];
  for (const { slashable } of members) {
    if (slashable.most === null) return null;
    total += slashable.most;
    largest = Math.max(largest, slashable.most);
  }
  return Math.min(total, (part / of) * total + largest);
}

const leastKnown = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
