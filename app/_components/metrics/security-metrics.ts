import type { Metric } from "./metric";

/** The metrics of an AVS's security: its economic ceiling, and the operators behind it. */
export const SECURITY_METRICS = {
  ceiling: {
    label: "Economic ceiling",
    what: "The least stake that operators with a third of the slashable stake of a set would lose. Of the set that costs least. It is no price of an attack: see the methodology.",
    unit: "usd",
    csv: "economic_ceiling_least_usd",
    section: "security",
    formula:
      "Over all coalitions of operators that have 1/3, 1/2 or 2/3 of the power of an operator set, the least sum of what the set can slash of them. Power is slashable stake, one seat for each operator, or the whole value of each: an AVS does not say on chain which of them it counts. In lists: a third of slashable stake, in the set of the AVS where that is least.",
  },
  halting: {
    label: "Fewest to halt it",
    what: "The smallest number of operators that have a third, or two thirds, of the power of an operator set.",
    unit: "count",
    section: "security",
    formula:
      "The largest powers first, until they add up to the share. By entity, the operators of one known brand or node operator count as one.",
  },
  stakeSpread: {
    label: "Part of a delegator's stake",
    what: "The part of an operator's stake that this one AVS can slash, and so of the stake of everybody who delegates to that operator alone.",
    unit: "ratio",
    section: "security",
    formula:
      "The value of an operator that the AVS can or may slash, over the operator's whole priced stake.",
  },
  sharedOperators: {
    label: "Shared operators",
    what: "Operators of this AVS that secure another AVS too, and how much of what this AVS can slash comes from them.",
    unit: "count",
    section: "security",
    formula:
      "Operators that surely secure both AVSs; the slashable value of this AVS that they bring, over all of it.",
  },
  operatorPairs: {
    label: "Shared exposure of a pair",
    what: "At each AVS that can slash both operators, the smaller of the two amounts, added over all AVSs.",
    unit: "usd",
    section: "security",
    formula: "The sum over AVSs of the lesser of what the AVS can slash of one operator and of the other.",
  },
  slack: {
    label: "Slack",
    what: "How far the stake at risk is above what an attack on the AVSs could bring. Below 0 the condition fails.",
    unit: "ratio",
    section: "security",
    formula:
      "Stake at risk / Σ (profit of an AVS / share needed × the operator's part of the AVS's slashable stake) − 1, after Durvasula and Roughgarden, Robust Restaking Networks, arXiv 2407.21785, claim 1.",
  },
} as const satisfies Record<string, Metric>;
