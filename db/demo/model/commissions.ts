import type { Facts } from "../facts/facts";
import { blockAt, present, secondsOf, secondsPerDay } from "./calendar";
import { isRegistered, type Membership } from "./memberships";
import { randomFor } from "./random";
import type { Operator } from "./roster";

export const defaultBips = 1000;
export const activationDelay = 7 * secondsPerDay;

export type CommissionChange = { old: number; new: number; at: number; block: number; eventId: string };
/**
 * One PI or AVS split of an operator with all its changes, oldest first. A change takes effect at `at` plus the
 * delay.
 */
export type Commission = {
  operator: Operator;
  /** Null for the split of programmatic incentives (PI). */
  avs: string | null;
  changes: CommissionChange[];
};

const totals = { avs: 61, pi: 9 };

/**
 * Returns the known AVS splits of real operators, and splits of example operators up to the published totals: 61 AVS
 * splits at 11 AVSs, 9 PI splits.
 */
export function makeCommissions(facts: Facts, roster: Operator[], memberships: Membership[]): Commission[] {
  const byAddress = new Map(roster.map((one) => [one.address, one]));
  const commissions = facts.splits.flatMap<Commission>((split) => {
    const operator = byAddress.get(split.operator);
    if (!operator) return [];
    const since = memberships
      .find((one) => one.operator === operator && one.avs === split.avs)
      ?.periods.at(-1)?.from;
    const earliest = since ?? operator.registeredAt;
    const u = randomFor("split", split.operator, split.avs).next();
    const at = Math.floor(earliest + u * Math.max(0, split.asOf - activationDelay - earliest));
    return [
      { operator, avs: split.avs, changes: [change(split.operator, split.avs, defaultBips, split.bips, at)] },
    ];
  });
  const drawn = memberships
    .filter((one) => one.operator.isExample && isRegistered(one))
    .map((one) => ({ one, key: randomFor("splits", one.operator.address, one.avs).next() }))
    .sort((a, b) => a.key - b.key);
  for (const { one } of drawn.slice(0, totals.avs - facts.splits.length)) {
    const changes = modelChanges(
      one.operator,
      one.avs,
      one.periods.at(-1)?.from ?? one.operator.registeredAt,
    );
    commissions.push({ operator: one.operator, avs: one.avs, changes });
  }
  const examples = roster
    .filter((one) => one.isExample && one.avsCount !== 0)
    .map((operator) => ({ operator, key: randomFor("pi", operator.address).next() }))
    .sort((a, b) => a.key - b.key);
  for (const { operator } of examples.slice(0, totals.pi)) {
    commissions.push({ operator, avs: null, changes: modelChanges(operator, null, operator.registeredAt) });
  }
  return commissions;
}

export function isPending(change: CommissionChange): boolean {
  return change.at + activationDelay > present;
}

/** Returns the split in effect at a time, or the protocol's default if none was set before. */
export function bipsAt(commission: Commission | undefined, time = present): number {
  const past = commission?.changes.filter((one) => one.at + activationDelay <= time).at(-1);
  return past?.new ?? defaultBips;
}

function modelChanges(operator: Operator, avs: string | null, since: number): CommissionChange[] {
  const random = randomFor("changes", operator.address, avs ?? "PI");
  const first = Math.max(since + 3 * secondsPerDay, secondsOf("2025-01-20"));
  const count = random.pick([1, 1, 1, 2, 2, 3, 4]);
  const times = Array.from({ length: count }, () =>
    Math.floor(first + random.next() * (present - 10 * secondsPerDay - first)),
  );
  times.sort((a, b) => a - b);
  if (random.next() < 0.08) times.push(present - random.integer(1, 6) * secondsPerDay + 4321);
  let old = defaultBips;
  return spaced(times).map((at) => {
    const next = random.pick(
      [0, 500, 500, 700, 800, 1200, 1500, 2000, 2500, 5000].filter((bips) => bips !== old),
    );
    const made = change(operator.address, avs, old, next, at);
    old = next;
    return made;
  });
}

/** Returns times of which none follows another before that one counts: the contract refuses a second pending split. */
function spaced(times: readonly number[]): number[] {
  const kept: number[] = [];
  for (const at of times) {
    const last = kept.at(-1);
    if (last !== undefined && at <= last + activationDelay) {
      // The newest change of all may be pending, which pages show.
      if (at !== times.at(-1)) continue;
      kept.pop();
    }
    kept.push(at);
  }
  return kept;
}

function change(
  operator: string,
  avs: string | null,
  old: number,
  next: number,
  at: number,
): CommissionChange {
  const eventId = `0x${randomFor("commission event", operator, avs ?? "PI", at).hex(8)}`;
  return { old, new: next, at, block: blockAt(at), eventId };
}
