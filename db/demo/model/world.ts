import { groupBy } from "@/db/analytics/group-by";
import { type Facts, readFacts, type SlashingFact } from "../facts/facts";
import { type Allocation, firstAllocatedAt, type Magnitudes, makeAllocations } from "./allocations";
import { presentDay, secondsPerDay } from "./calendar";
import { type Commission, makeCommissions } from "./commissions";
import { makePastStays, type PastStay } from "./delegators";
import { type Examples, makeExamples } from "./examples";
import { firstDay, type Market, makeMarket } from "./market";
import { type Membership, makeMemberships } from "./memberships";
import { makeRoster, type Operator } from "./roster";

/** The parts of the demo that fit in memory together. Stakers and days are made operator by operator. */
export type World = {
  facts: Facts;
  market: Market;
  /** Real operators and their copies, then the example operators. */
  roster: Operator[];
  examples: Examples;
  allocations: Allocation[];
  magnitudes: Magnitudes;
  /** The real ones, and those of example operators. */
  slashings: SlashingFact[];
  memberships: Membership[];
  commissions: Commission[];
  membershipsOf: Map<Operator, Membership[]>;
  commissionsOf: Map<Operator, Commission[]>;
  pastStays: Map<string, PastStay[]>;
  /** The number of days in the daily tables, and of earlier days that only 90-day figures need. */
  days: number;
  leadDays: number;
};

export function makeWorld(scale: number): World {
  const facts = readFacts();
  const market = makeMarket(facts.tvl);
  const examples = makeExamples(facts, market);
  const roster = [...makeRoster(facts, market, scale), ...examples.operators];
  const { allocations, magnitudes } = makeAllocations(facts, roster, examples);
  const memberships = makeMemberships(facts, roster, allocations, examples);
  const commissions = makeCommissions(facts, roster, memberships);
  return {
    facts,
    market,
    roster,
    examples,
    allocations,
    magnitudes,
    slashings: [...facts.slashings, ...examples.slashings],
    memberships,
    commissions,
    membershipsOf: groupBy(memberships, (row) => row.operator),
    commissionsOf: groupBy(commissions, (row) => row.operator),
    pastStays: makePastStays(roster, examples.redelegation),
    days: Math.min(Math.round(365 * Math.max(1, scale)), presentDay - firstDay),
    leadDays: 90,
  };
}

/** Returns the times of an operator's events, except changes of shares and delegators. */
export function eventTimes(world: World, operator: Operator): number[] {
  return [
    operator.registeredAt,
    ...(world.membershipsOf.get(operator) ?? []).flatMap((row) =>
      row.periods.flatMap(({ from, until }) => (until === null ? [from] : [from, until])),
    ),
    ...(world.commissionsOf.get(operator) ?? []).flatMap((row) => row.changes.map((change) => change.at)),
    ...world.allocations
      .filter((row) => row.operator === operator)
      .flatMap((row) => [firstAllocatedAt(row), row.allocatedAt]),
    ...slashTimes(world, operator),
  ];
}

export function slashTimes(world: World, operator: Operator): number[] {
  return world.slashings.filter((row) => row.operator === operator.address).map((row) => row.at);
}

/** Returns the first day whose 00:00 snapshot includes an event at this time. */
export function shownOn(time: number): number {
  return Math.ceil(time / secondsPerDay);
}
