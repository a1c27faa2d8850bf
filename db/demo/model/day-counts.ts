import { secondsPerDay } from "./calendar";
import type { Delegators, PastStay } from "./delegators";
import { isRegistered, setsAt } from "./memberships";
import type { Operator } from "./roster";
import { eventTimes, shownOn, slashTimes, type World } from "./world";

/** Returns in how many sets an operator is known to be a member; null if nothing is known. */
function countSets(world: World, operator: Operator, time: number): number | null {
  const known = (world.membershipsOf.get(operator) ?? []).flatMap(
    ({ avs }) => setsAt(world, operator, avs, time)?.length ?? [],
  );
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

/**
 * Returns an operator's counts on each day at 00:00 UTC: delegators, AVSs, operator sets and slashings, and the time
 * of its last activity.
 */
export function countDays(
  world: World,
  operator: Operator,
  delegators: Delegators,
  stays: PastStay[],
  moved: boolean[],
  first: number,
  end: number,
) {
  const joins = new Float64Array(end - first + 2);
  let before = 0;
  const count = (time: number, change: number) => {
    const shown = shownOn(time + 1);
    if (shown <= first) before += change;
    else if (shown <= end) joins[shown - first] = (joins[shown - first] ?? 0) + change;
  };
  const times = eventTimes(world, operator).concat(delegators.delegatedAt);
  for (const at of delegators.delegatedAt) count(at, 1);
  for (const stay of stays) {
    count(stay.from, 1);
    count(stay.until, -1);
    times.push(stay.from, stay.until);
  }
  const active = new Set(times.map((time) => shownOn(time)));
  let last = Math.max(...[...active].filter((day) => day <= first));
  const days: { delegatorCount: number; lastActivity: number }[] = [];
  for (let i = 0; i <= end - first; i++) {
    before += i === 0 ? 0 : (joins[i] ?? 0);
    if (active.has(first + i) || moved[i] === true) last = first + i;
    days.push({ delegatorCount: before, lastActivity: last });
  }
  const memberships = world.membershipsOf.get(operator) ?? [];
  const slashed = slashTimes(world, operator);
  return (day: number) => {
    const time = day * secondsPerDay;
    return {
      delegatorCount: days[day - first]?.delegatorCount ?? 0,
      lastActivity: days[day - first]?.lastActivity ?? first,
      avsCount: memberships.filter((row) => isRegistered(row, time)).length,
      setCount: countSets(world, operator, time),
      slashes: slashed.filter((at) => at <= time).length,
    };
  };
}
