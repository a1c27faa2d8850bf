import type { AvsFact, Facts } from "../facts/facts";
import { type Allocation, firstAllocatedAt } from "./allocations";
import { present, secondsOf, secondsPerDay } from "./calendar";
import type { Examples } from "./examples";
import { weightedIndex } from "./numbers";
import { type Random, randomFor } from "./random";
import type { Operator } from "./roster";

/** A period of an operator at an AVS; `until` is null if it lasts. */
type Period = { from: number; until: number | null };
export type Membership = { operator: Operator; avs: string; periods: Period[] };

const opened = secondsOf("2024-04-09T12:00:00Z");
const eigenDa = "0x870679e138bcdf293b7ff14dd44b70fc97e12fc0";
const sharedWithEigenDa: Record<string, number> = {
  "0x23221c5bb90c7c57ecc1e75513e2e4257673f0ef": 59,
  "0xd25c2c5802198cb8541987b73a8db4c9bcae5cc7": 50,
};

/** Returns when each AVS got its first operator, in the order of their known first registrations. */
export function avsStarts(facts: Facts, examples: Pick<Examples, "avss">): Map<string, number> {
  const starts = new Map(examples.avss.map((avs) => [avs.address, avs.startedAt]));
  facts.avss.forEach((avs, i) => {
    const set = facts.operatorSets.find((one) => one.avs === avs.address);
    if (set) starts.set(avs.address, set.at);
    else if (avs.isEarly) starts.set(avs.address, opened + (i + 1) * 1.2 * secondsPerDay);
    else if (i < 41) starts.set(avs.address, secondsOf("2024-04-25") + (i - 9) * 5.7 * secondsPerDay);
    else starts.set(avs.address, secondsOf("2024-11-01") + (i - 41) * 6 * secondsPerDay);
  });
  return starts;
}

/**
 * Returns the operators of each AVS. Every operator has its real number of AVSs, the ten AVSs with a published size
 * have that size and the published overlap with EigenDA, and all known registrations are included. At smaller scales
 * operators keep their numbers, and AVSs shrink.
 */
export function makeMemberships(
  facts: Facts,
  roster: Operator[],
  allocations: Allocation[],
  examples: Examples,
): Membership[] {
  const real = roster.filter((operator) => operator.copyOf === null && !operator.isExample);
  const slashed = allocations.filter((row) => !row.operator.isExample);
  const chosen = chooseAvss(facts, real, slashed);
  const starts = avsStarts(facts, examples);
  const memberships = exampleMemberships(examples);
  for (const operator of roster) {
    if (operator.isExample) continue;
    const list = [...(chosen.get(operator.copyOf ?? operator.address) ?? [])].sort();
    for (const avs of list) {
      memberships.push({
        operator,
        avs,
        periods: stay(operator, avs, starts.get(avs) ?? opened, facts, allocations),
      });
    }
    const left = facts.registrations.filter((row) => row.operator === operator.address && !row.isRegistered);
    for (const row of left) {
      const until = Math.min(row.until ?? present, present - 4 * secondsPerDay) + 11 * 3600;
      const start = Math.max(starts.get(row.avs) ?? opened, operator.registeredAt);
      const random = randomFor("left", operator.address, row.avs);
      const from = Math.floor(start + random.next() * (Math.min(until, secondsOf("2025-09-02")) - start));
      memberships.push({ operator, avs: row.avs, periods: [{ from, until }] });
    }
  }
  return memberships;
}

/** Returns the sets in which an operator is known to be a member at a time; null if not known. */
export function setsAt(world: SetWorld, operator: Operator, avs: string, time = present): string[] | null {
  if (operator.isExample) {
    const number = world.examples.operators.indexOf(operator) + 1;
    return world.examples.stays.flatMap((row) => {
      const set = row.set === null ? undefined : world.examples.sets[row.avs]?.[row.set];
      const isThere = row.from <= time && (row.until === null || row.until > time);
      return row.operator === number && set?.avs === avs && isThere ? [set.id] : [];
    });
  }
  const own = world.allocations.filter((row) => row.operator === operator && row.set.avs === avs);
  const sets = own.filter((row) => firstAllocatedAt(row) <= time).map((row) => row.set.id);
  return own.length === 0 ? null : [...new Set(sets)].sort();
}

type SetWorld = { examples: Examples; allocations: Allocation[] };

function exampleMemberships(examples: Examples): Membership[] {
  return examples.stays.map(({ operator, avs, from, until }) => {
    const [one, at] = [examples.operators[operator - 1], examples.avss[avs]];
    if (!one || !at) throw new Error("An example operator is at an AVS that does not exist.");
    return { operator: one, avs: at.address, periods: [{ from, until }] };
  });
}

function chooseAvss(facts: Facts, real: Operator[], allocations: Allocation[]): Map<string, Set<string>> {
  const chosen = new Map(real.map((operator) => [operator.address, new Set<string>()]));
  const forbidden = new Set(
    facts.registrations.filter((row) => !row.isRegistered).map((row) => row.operator + row.avs),
  );
  const forced: [string, string][] = [
    ...facts.registrations
      .filter((row) => row.isRegistered)
      .map<[string, string]>((row) => [row.operator, row.avs]),
    ...facts.splits.map<[string, string]>((row) => [row.operator, row.avs]),
    ...allocations.map<[string, string]>((row) => [row.operator.address, row.set.avs]),
  ];
  for (const [operator, avs] of forced) chosen.get(operator)?.add(avs);
  const wanted = (operator: Operator) => operator.avsCount ?? chosen.get(operator.address)?.size ?? 0;
  const left = (operator: Operator) => wanted(operator) - (chosen.get(operator.address)?.size ?? 0);
  const whole = real.length === facts.operators.length;
  const sized = facts.avss.filter((avs) => avs.operatorCount !== null);
  const has = (operator: Operator, avs: string) => chosen.get(operator.address)?.has(avs) === true;

  const fill = (avs: AvsFact, count: number, among: (operator: Operator) => boolean) => {
    const random = randomFor("fill", avs.address, count);
    const open = real
      .filter(
        (one) =>
          left(one) > 0 && !has(one, avs.address) && !forbidden.has(one.address + avs.address) && among(one),
      )
      .map((one) => ({
        one,
        key: Math.log(1 - random.next()) / left(one) ** (avs.address === eigenDa ? 0.35 : 1.3),
      }))
      .sort((a, b) => b.key - a.key);
    for (const { one } of open.slice(0, Math.max(0, count))) chosen.get(one.address)?.add(avs.address);
  };
  for (const avs of [...sized].sort((a, b) => (b.operatorCount ?? 0) - (a.operatorCount ?? 0))) {
    const size = whole
      ? (avs.operatorCount ?? 0)
      : Math.round(((avs.operatorCount ?? 0) * real.length) / facts.operators.length);
    const now = (test: (operator: Operator) => boolean) =>
      real.filter((one) => has(one, avs.address) && test(one)).length;
    const shared = sharedWithEigenDa[avs.address];
    const inEigenDa = (operator: Operator) => has(operator, eigenDa);
    if (shared !== undefined && whole) {
      fill(avs, shared - now(inEigenDa), inEigenDa);
      fill(avs, size - shared - now((one) => !inEigenDa(one)), (one) => !inEigenDa(one));
    } else fill(avs, size - now(() => true), () => true);
  }
  const others = facts.avss.filter((avs) => (whole ? avs.operatorCount === null : true));
  for (const operator of real) {
    const random = randomFor("others", operator.address);
    for (let missing = left(operator); missing > 0; missing--) {
      const open = others.filter(
        (avs) => !has(operator, avs.address) && !forbidden.has(operator.address + avs.address),
      );
      chosen.get(operator.address)?.add(pickByAge(open, facts.avss, random));
    }
  }
  return chosen;
}

/** Returns an AVS at random, preferring older ones, which have more operators. */
function pickByAge(open: AvsFact[], all: AvsFact[], random: Random): string {
  const weights = open.map((avs) => 1 / (all.indexOf(avs) + 4) ** 1.1);
  const found = open[weightedIndex(weights, random.next())];
  if (!found) throw new Error("An operator has more AVSs than there are.");
  return found.address;
}

function stay(
  operator: Operator,
  avs: string,
  start: number,
  facts: Facts,
  allocations: Allocation[],
): Period[] {
  const random = randomFor("stay", operator.address, avs);
  const earliest = Math.max(start, operator.registeredAt) + 3600;
  const known = facts.registrations.find(
    (row) => row.operator === operator.address && row.avs === avs && row.at !== null,
  );
  if (known?.at) return [{ from: known.at, until: null }];
  const first = allocations
    .filter((row) => row.operator === operator && row.set.avs === avs)
    .map(firstAllocatedAt);
  const latest = Math.min(present - 12 * secondsPerDay, ...first.map((at) => at - 60));
  const room = Math.max(60, latest - earliest);
  const from = Math.floor(earliest + (random.exponential(45 * secondsPerDay) % room));
  const length = latest - from;
  if (first.length > 0 || random.next() > 0.05 || length < 60 * secondsPerDay) return [{ from, until: null }];
  const pauseAt = Math.floor(from + length * (0.2 + 0.4 * random.next()));
  const back = Math.floor(pauseAt + random.integer(2, 40) * secondsPerDay);
  return back < latest
    ? [
        { from, until: pauseAt },
        { from: back, until: null },
      ]
    : [{ from, until: null }];
}

export function isRegistered(membership: Membership, time = present): boolean {
  return membership.periods.some(({ from, until }) => from <= time && (until === null || until > time));
}
