import { readFacts } from "./facts/facts";
import { exampleAddresses } from "./model/example-scenarios";

/**
 * Describes the demo's real, modelled and fictional data. The application reads it from the checkpoint and shows it
 * on every page.
 */
export const provenance = {
  provenance:
    "Demo: real operators, shares, AVSs, operator sets and slashings of EigenLayer mainnet; delegators, prices and daily history are modelled; everything named Example is fictional.",
  /** For the banner at the top of every page. */
  line: {
    real: "operators, shares, AVSs, sets and slashings",
    modelled: "delegators, registrations, prices and history",
  },
  /** The stakers, besides operators, whose addresses are real; all others are invented. */
  knownStakers: readFacts().delegations.map(({ staker }) => staker),
  /** Kinds whose names were given by others, not declared by themselves: an equal name proves nothing. */
  givenNames: ["avs"],
  /** Addresses of operators and AVSs that exist only in the demo. */
  fictional: exampleAddresses,
  /** The rows of which the demo lacks none: AVSs without a set in the demo have none on the chain. Allocations of real operators are missing. */
  complete: {
    operatorSets: "all",
    allocations: exampleAddresses.avs,
    operatorAllocations: exampleAddresses.operators,
  },
  real: {
    operators: "1,676 operators, 1,665 of them every operator listed in October 2024",
    operator_metadata: "names, websites, accounts and logos as published",
    strategies: "49 strategies with their tokens",
    avs: "101 AVSs to July 2026, 43 with a name",
    operator_sets: "99 operator sets to block 25,468,595",
    operator_slashing_incidents: "15 slashings to block 25,468,595; those of example operators are not real",
    operator_slashing_amounts: "the slashed strategies and fractions",
    operator_strategy_state: "shares of October 2024; for 24 operators, of September 2025",
  },
  partly: {
    operator_avs_relationships:
      "each operator's number of AVSs, ten AVSs' sizes and 81 registrations are real",
    operator_delegators:
      "155,164 stakers, as counted per operator; the 11 operators without a count delegate to themselves only",
    operator_allocations:
      "those of real operators follow from the slashings; example operators have the rest of the published totals",
    operator_commission_rates:
      "5 AVS splits of a real operator are real; example operators have the rest of the published totals",
    operator_set_state: "the strategies that real sets slashed, and those of example sets",
    network_daily_aggregates: "the shape of token deposits from June 2023 to April 2025",
    token_price_history: "stETH in 2023, ether and EIGEN in June 2025 and July 2026",
  },
  modelled: [
    "operator_registration",
    "operator_metadata_history",
    "operator_delegation_approver_history",
    "operator_delegator_shares",
    "operator_delegator_history",
    "operator_delegator_shares_snapshots",
    "operator_daily_snapshots",
    "operator_strategy_daily_snapshots",
    "historical_tvs_snapshots",
    "operator_analytics",
    "concentration_metrics",
    "volatility_metrics",
    "operator_avs_registration_history",
    "operator_commission_history",
    "strategy_exchange_rates",
  ],
} as const;
