import { groupBy } from "@/db/analytics/group-by";
import type { Facts, OperatorFact, StrategyFact } from "../facts/facts";
import { present, presentDay, secondsOf, secondsPerDay } from "./calendar";
import { type Anchor, anchorsOf } from "./known-paths";
import type { Market } from "./market";
import { addressFor, randomFor } from "./random";

export type Holding = {
  strategy: StrategyFact;
  /**
   * The shares that the pipeline counts at the demo's present: the newest known amount, with slashes not taken off.
   */
  shares: bigint;
  shares2024: bigint;
  isFrom2025: boolean;
  /** The known days of a slashed holding. */
  anchors?: Anchor[];
};
export type Operator = OperatorFact & {
  /** The real operator that this one copies, in a demo of a scale above 1; else null. */
  copyOf: string | null;
  /** Whether it is a fictional operator from `examples.ts`. */
  isExample: boolean;
  /** Its shares never change, so that its daily values after a slash are exact. */
  isStill?: boolean;
  /** The number of stakers that delegate to it now. */
  stakers: number;
  holdings: Holding[];
  usd: number;
  registeredAt: number;
  /**
   * The account that must sign delegations; null if there is none, or if it is not known, as for every real operator.
   */
  approver: string | null;
  /** A staker that has just come from another operator, and has no shares here yet. */
  arrival?: { staker: string; at: number };
};

const opened = secondsOf("2024-04-09T12:00:00Z");
const counted = secondsOf("2024-10-31");
const recounted = secondsOf("2025-09-26");

/**
 * Returns the operators of a demo of one scale, largest first: all real ones at scale 1, the first ones below, and
 * also copies under derived addresses above. Slashed operators and those with known facts come first.
 */
export function makeRoster(facts: Facts, market: Market, scale: number): Operator[] {
  const real = rankOperators(facts, market);
  if (scale < 1) return real.slice(0, Math.max(1, Math.ceil(real.length * scale)));
  const copies = Math.floor(scale) - 1;
  const roster = [...real];
  for (let copy = 1; copy <= copies; copy++) {
    for (const operator of real) {
      roster.push({
        ...operator,
        address: addressFor("copy", operator.address, copy),
        name: operator.name === null ? null : `${operator.name} (modelled copy ${copy})`,
        metadataUri: null,
        copyOf: operator.address,
      });
    }
  }
  return roster;
}

function rankOperators(facts: Facts, market: Market): Operator[] {
  const recent = groupBy(facts.shares2025, (row) => row.operator);
  const older = groupBy(facts.shares2024, (row) => row.operator);
  const slashed = new Set(facts.slashings.map((row) => row.operator));
  const operators = facts.operators.map<Operator>((fact) => {
    const before = new Map(older.get(fact.address)?.map((row) => [row.strategy, row.shares]));
    const rows = recent.get(fact.address) ?? older.get(fact.address) ?? [];
    const isFrom2025 = recent.has(fact.address);
    const holdings = rows.map<Holding>(({ strategy, shares }) => {
      const shares2024 = before.get(strategy) ?? 0n;
      const anchors = anchorsOf(facts, fact.address, strategy, { shares, isFrom2025 });
      if (!anchors) return { strategy, shares, shares2024, isFrom2025 };
      return { strategy, shares: anchors.at(-1)?.shares ?? shares, shares2024, isFrom2025, anchors };
    });
    const usd = holdings.reduce((sum, { strategy, shares }) => sum + usdOf(shares, strategy, market), 0);
    return {
      ...fact,
      copyOf: null,
      isExample: false,
      // Registration delegates an operator to itself, so an operator that no source counted has at least one staker.
      stakers: fact.stakerCount ?? 1,
      holdings,
      usd,
      registeredAt: registrationTime(fact, isFrom2025),
      approver: null,
    };
  });
  const rank = (operator: Operator) => (slashed.has(operator.address) ? 1 : 0);
  return operators.sort(
    (a, b) => rank(b) - rank(a) || b.usd - a.usd || b.stakers - a.stakers || (a.address < b.address ? -1 : 1),
  );
}

/** Returns the USD value at the demo's present. */
export function usdOf(shares: bigint, strategy: StrategyFact, market: Market): number {
  return microsOf(shares, strategy, market.price(strategy, presentDay) ?? 0) / 1e6;
}

/**
 * Returns the value of shares in whole micro-dollars: shares x rate / 1e18 / 10^decimals x price ("Values" on
 * /methodology).
 */
export function microsOf(shares: bigint, strategy: StrategyFact, price: number): number {
  const tokens = (Number(shares) * (Number(strategy.rate) / 1e18)) / 10 ** strategy.decimals;
  return Math.round(tokens * price * 1e6);
}

function registrationTime(fact: OperatorFact, isFrom2025: boolean): number {
  const random = randomFor("registration", fact.address);
  const known = knownRegistrations[fact.address];
  if (known !== undefined) return known;
  if (fact.stakerCount !== null) {
    const wait = random.exponential((fact.stakerCount > 100 ? 12 : 70) * secondsPerDay);
    return Math.floor(opened + (wait % (counted - opened - 5 * secondsPerDay)));
  }
  const until = isFrom2025 ? recounted : secondsOf("2025-09-02");
  return Math.floor(counted + random.next() * (until - counted - 30 * secondsPerDay));
}

/** Days of registration that a published count or date determines. */
const knownRegistrations: Record<string, number> = {
  "0xa42cd0029f681b08b61f535e846f2a36f468c1c2": secondsOf("2024-04-10T15:11:00Z"),
  "0xdbed88d83176316fc46797b43adee927dc2ff2f5": secondsOf("2024-04-09T13:20:00Z"),
  "0x0beab1616e132768963c9004754e023f62299e10": secondsOf("2024-04-12T09:30:00Z"),
};

export function operationalDays(operator: Operator, day = presentDay): number {
  return Math.max(
    0,
    Math.floor((Math.min(day * secondsPerDay, present) - operator.registeredAt) / secondsPerDay),
  );
}
