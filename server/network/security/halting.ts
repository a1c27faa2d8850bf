import { type Power, powersOf, type SetMembers } from "./members";
import type { Range } from "./range";
import { type Demand, possibleDemand, type Share, sureDemand } from "./share";

/**
 * Returns the fewest operators, or groups of operators, that have a share of the power of a set, as a least and a
 * most. `null` if nobody has power in it, or if it is not known who has.
 */
export function fewestToShare(
  set: SetMembers,
  power: Power,
  share: Share,
  groupOf: (operator: string) => string = (operator) => operator,
): Range | null {
  const powers = powersOf(set, power);
  if (powers === null || powers.every(({ most }) => most === 0)) return null;
  const groups = set.members.map(({ operator }) => groupOf(operator));
  const sure = sureDemand(powers, share);
  return {
    least: Math.max(1, fewest(groups, possibleDemand(powers, share)) ?? 1),
    most: sure && fewest(groups, sure),
  };
}

/** Returns how many of the largest groups reach the demand; `null` if all of them together do not. */
function fewest(groups: readonly string[], { weights, demand }: Demand): number | null {
  const sums = new Map<string, number>();
  for (const [place, weight] of weights.entries())
    sums.set(groups[place] ?? "", (sums.get(groups[place] ?? "") ?? 0) + weight);
  const needed = demand * (1 - 1e-9);
  let [reached, count] = [0, 0];
  for (const sum of [...sums.values()].sort((a, b) => b - a)) {
    if (reached >= needed) break;
    reached += sum;
    count++;
  }
  return reached >= needed ? count : null;
}
