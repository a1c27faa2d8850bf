import type { Metric } from "./metric";
import { SECURITY_METRICS } from "./security-metrics";

/** Every metric by its key, with its words, unit, CSV heading and formula. */
export const METRICS = {
  ...SECURITY_METRICS,
  tvs: {
    label: "Total value secured",
    what: "The dollar value of all delegated stake after slashes: shares times exchange rate times price, over all strategies.",
    unit: "usd",
    csv: "tvs_usd",
    section: "values",
    formula: "The sum of share values over an operator's strategies; magnitudes are never added.",
  },
  delegators: {
    label: "Delegators",
    what: "Stakers who delegate to this operator now, with or without stake of value.",
    unit: "count",
    csv: "delegator_count",
    section: "values",
    formula:
      "Stakers who delegate to the operator, itself included; of a strategy, those of them who hold shares of it. A staker's part of an operator is its value over that of all its delegators.",
  },
  avs: {
    label: "AVSs",
    what: "AVSs that the operator is registered with now, directly or through operator sets.",
    unit: "count",
    csv: "avs_count",
    section: "values",
    formula:
      "AVSs with a registration in force, and AVSs to whose operator sets the operator has something allocated in effect, unless it is known to have left. Each AVS counts once.",
  },
  commission: {
    label: "PI split",
    what: "The part of programmatic incentives that the operator keeps. Rewards of an AVS and of an operator set have splits of their own.",
    unit: "bps",
    csv: "pi_split_bps",
    section: "commission",
    formula:
      "The PI split in force, else the protocol's default. It counts for programmatic incentives only.",
  },
  utilization: {
    label: "Utilization",
    what: "How much of the operator's stake is promised to operator sets, in effect or announced. Not all of it can be slashed.",
    unit: "ratio",
    csv: "utilization_ratio",
    section: "values",
    formula: "Encumbered / maximum magnitude of each strategy, averaged by value over the priced stake.",
  },
  verdict: {
    label: "Verdict",
    what: "A judgement of an operator by the protocol's facts: six questions, of which the worst answer decides. None of its words says safe.",
    unit: "level",
    csv: "verdict",
    section: "verdict",
    formula:
      "The first word whose condition holds, from stake redistributed to no red flag. What is not known never passes.",
  },
  risk: {
    label: "Risk level by the pipeline",
    what: "A level from the pipeline's risk score of 0 to 100, where higher is safer: low from 80, medium from 60, high from 40.",
    unit: "level",
    csv: "pipeline_risk_level",
    section: "scores",
    formula: "Low risk from 80, medium from 60, high from 40, critical below.",
  },
  score: {
    label: "Risk score",
    what: "Half performance, 35 % economics, 15 % network position; from 0 to 100, higher is safer.",
    unit: "points",
    csv: "risk_score_points",
    section: "scores",
    formula:
      "0.50 × performance + 0.35 × economics + 0.15 × network position. Without all three there is none.",
  },
  confidence: {
    label: "Confidence",
    what: "How much data stands behind the score, from 0 to 100.",
    unit: "points",
    section: "scores",
    formula:
      "Up to 50 for 30 operational days, in proportion below; 30 for ten delegators or more, 20 for two, else 10; 20 for activity within 7 days of the analysis, 10 within 30, else 5.",
  },
  operationalDays: {
    label: "Operational days",
    what: "Days since the operator registered. Under 30 is new, from 180 established.",
    unit: "days",
    csv: "operational_days",
    section: "labels",
    formula: "Under 30 new, from 180 established.",
  },
  slashings: {
    label: "Slashings",
    what: "How often an AVS took stake from this operator. Each event counts once.",
    unit: "count",
    csv: "slashing_count",
    section: "values",
    formula:
      "The slashings of the operator's stake in the data. Copies of one event count once; an event that took nothing counts too.",
  },
  concentration: {
    label: "Concentration (HHI)",
    what: "The sum of squared shares, 0 to 1. Under 0.15 is low, under 0.25 moderate, above that high.",
    unit: "index",
    section: "concentration",
    formula: "The sum of s². Over operators: under 0.15 low, under 0.25 moderate, else high.",
  },
  spread: {
    label: "How value is spread",
    what: "From the HHI of delegators: under 0.10 excellent, under 0.15 good, under 0.25 moderate, else concentrated.",
    unit: "level",
    section: "labels",
    formula:
      "From the HHI of the delegators' value: under 0.10 excellent, under 0.15 good, under 0.25 moderate, else concentrated.",
  },
  allocated: {
    label: "Allocated value",
    what: "Magnitude over maximum magnitude, times the operator's value in the strategy. In effect, whether or not it can be slashed.",
    unit: "usd",
    csv: "allocated_usd",
    section: "values",
    formula:
      "Magnitude / maximum magnitude × the operator's value in that strategy. An announced change counts from its effect block. Until then the allocation of the last day before the announcement counts, so a deallocation still counts and an addition does not yet. If no such day is stored, the allocation is counted but its value is not known.",
  },
  slashedPart: {
    label: "Slashed for good",
    what: "The part of the stake lost to all slashings so far: 1 less the maximum magnitude. It never comes back.",
    unit: "ratio",
    section: "values",
    formula: "1 − maximum magnitude / 10^18. Slashes multiply: half of a half leaves a quarter.",
  },
  worstCase: {
    label: "Worst case",
    what: "The value allocated to each AVS times the part it slashes. An estimate: it assumes that all of them slash at once.",
    unit: "usd",
    section: "what-breaks-first",
    formula:
      "The loss if every AVS takes everything that is allocated to it. Parts of unknown value are left out, and counted.",
  },
  volatility: {
    label: "Volatility",
    what: "Standard deviation over mean of the daily values. Under 1 % rock solid, 5 % stable, 10 % moderate.",
    unit: "ratio",
    section: "volatility",
    formula: "Sample standard deviation / mean of the last 7, 30 or 90 daily values.",
  },
  sizePercentile: {
    label: "Size percentile",
    what: "The operator's rank by value in the network, from 0 to 100; the median is 50.",
    unit: "percentile",
    section: "scores",
    formula:
      "With the network's median M and 90th percentile P of value: below M, 50 × value / M; up to P, 50 + 40 × (value − M) / (P − M); above, 90 + 10 × (value − P) / P, at most 100.",
  },
  stakeChange: {
    label: "Change of stake",
    what: "The change of value in 30 days caused by shares that came or went, in dollars. Prices caused the rest.",
    unit: "ratio",
    csv: "stake_change_30d_ratio",
    section: "values",
    formula:
      "Over an operator's strategies, Σ (shares now − shares then) × the value of a share today, divided by what the earlier shares are worth today. Slashed shares count as gone on both days. The rest of the change of value comes from prices and exchange rates. Stake without a price is left out on both days; unknown when a day of another strategy is missing.",
  },
  movers: {
    label: "Movements of a week",
    what: "By stake, without price changes. Left out: less than $1,000, or less than 0.1 % of what the operator had.",
    unit: "usd",
    section: "values",
    formula:
      "The operators whose stake changed most in dollars in seven days, computed like the change of stake, so without changes of price. A change counts from $1,000 and from 0.1 % of the operator's earlier value; without an earlier value, only the dollars decide.",
  },
  nakamoto: {
    label: "Fewest that hold a share",
    what: "The smallest number of operators, brands or node operators whose value adds up to this part of the network.",
    unit: "count",
    section: "concentration",
    formula:
      "The smallest number of operators, brands or node operators whose value adds up to 33 % or 50 % of the network's.",
  },
  brands: {
    label: "Brands",
    what: "Operators of one brand count as one. A brand gives operators their name, and may have several node operators.",
    unit: "count",
    section: "entities",
    formula:
      "Operators of one known brand are one group; else those of one known node operator; else each operator is a group. The value of a group is the sum of its operators' value.",
  },
  nodeOperators: {
    label: "Node operators",
    what: "Operators whose machines one company is known to run count as one, whatever their brands are.",
    unit: "count",
    section: "entities",
    formula:
      "Operators of one known node operator are one group; else those of one known brand; else each operator is a group. The value of a group is the sum of its operators' value.",
  },
  operatorTvs: {
    label: "Value of its operators",
    what: "Everything delegated to the operators that secure it. It cannot touch more of that than they allocate to it.",
    unit: "usd",
    csv: "operator_tvs_usd",
    section: "values",
    formula: "The sum of the whole value of every operator that surely secures the AVS.",
  },
  slashable: {
    label: "Slashable value",
    what: "Allocated by members of the operator set, or by operators that left it in the last 14 days. Up to: with those of unknown membership.",
    unit: "usd",
    csv: "slashable_usd",
    section: "values",
    formula:
      "The allocated value of members of the operator set, and of operators that left it at most 14 days ago, in strategies that the set still has. “Up to” adds allocations whose membership is not known.",
  },
  avsCommission: {
    label: "Split here",
    what: "The part of this AVS's rewards that an operator keeps: its split for this AVS, else the protocol's default.",
    unit: "bps",
    csv: "avs_split_bps",
    section: "commission",
    formula: "The operator's split for this AVS, else the protocol's default.",
  },
  allocationSplits: {
    label: "Splits of an allocation",
    what: "The parts of this AVS's and this operator set's rewards that the operator keeps. How the AVS pays decides which one applies.",
    unit: "bps",
    section: "commission",
    formula: "The split for the AVS and the split for the operator set, each else the protocol's default.",
  },
  breaksFirst: {
    label: "What breaks first",
    what: "The loss, and who bears it, if a part of everything that can or may be slashed is slashed.",
    unit: "usd",
    section: "what-breaks-first",
    formula: "Allocated value × the supposed part, summed over the strategies of its effective allocations.",
  },
  slashedValue: {
    label: "Estimated loss",
    what: "The fraction slashed times the operator's whole value in that strategy just before, at the newest prices.",
    unit: "usd",
    csv: "estimated_loss_usd",
    section: "values",
    formula:
      "The slashed fraction × the operator's whole value in that strategy just before, earlier slashes taken off, at the newest prices. A strategy of unknown value is left out, and counted. Fractions of strategies are never added.",
  },
  exchangeRate: {
    label: "Exchange rate",
    what: "How many of the underlying tokens one share of the strategy stands for.",
    unit: "ratio",
    csv: "exchange_rate",
    section: "values",
    formula: "Underlying tokens / shares, as the pipeline last read it from the strategy.",
  },
  price: {
    label: "Price",
    what: "The newest price recorded. A proxy is the price of another token that this one follows.",
    unit: "usd",
    csv: "price_usd",
    section: "values",
    formula:
      "The newest price that the pipeline recorded for the token, or for another token that it follows.",
  },
  exposure: {
    label: "Exposure",
    what: "The most that could be slashed: value in each strategy times the part that the operator allocated.",
    unit: "usd",
    csv: "exposed_usd",
    section: "what-breaks-first",
    formula:
      "The value in each strategy × the part of it that operator sets can or may slash, summed over strategies. Sets add up, since no magnitude is allocated twice.",
  },
} as const satisfies Record<string, Metric>;

/** Returns the anchor of a metric's formula on /methodology. */
export const anchorOf = (metric: MetricKey): string => `metric-${metric}`;

export type MetricKey = keyof typeof METRICS;
