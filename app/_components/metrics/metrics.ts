/** The label, definition and anchor on /methodology of each metric. */
export const METRICS = {
  tvs: {
    label: "Total value secured",
    what: "The dollar value of all delegated stake after slashes: shares times exchange rate times price, over all assets.",
    anchor: "values",
  },
  delegators: {
    label: "Delegators",
    what: "Stakers who delegate to this operator now, with or without stake of value.",
    anchor: "values",
  },
  avs: {
    label: "AVSs",
    what: "AVSs that the operator is registered with now, directly or through operator sets.",
    anchor: "values",
  },
  commission: {
    label: "PI split",
    what: "The part of programmatic incentives that the operator keeps. Rewards of an AVS and of an operator set have splits of their own.",
    anchor: "commission",
  },
  utilization: {
    label: "Utilization",
    what: "How much of the operator's stake is promised to operator sets, in effect or announced. Not all of it can be slashed.",
    anchor: "values",
  },
  risk: {
    label: "Risk level",
    what: "A level from the risk score of 0 to 100, where higher is safer: low from 80, medium from 60, high from 40.",
    anchor: "scores",
  },
  score: {
    label: "Risk score",
    what: "Half performance, 35 % economics, 15 % network position; from 0 to 100, higher is safer.",
    anchor: "scores",
  },
  confidence: {
    label: "Confidence",
    what: "How much data stands behind the score, from 0 to 100.",
    anchor: "scores",
  },
  operationalDays: {
    label: "Operational days",
    what: "Days since the operator registered. Under 30 is new, from 180 established.",
    anchor: "labels",
  },
  slashings: {
    label: "Slashings",
    what: "How often an AVS took stake from this operator. Each event counts once.",
    anchor: "values",
  },
  concentration: {
    label: "Concentration (HHI)",
    what: "The sum of squared shares, 0 to 1. Under 0.15 is low, under 0.25 moderate, above that high.",
    anchor: "concentration",
  },
  spread: {
    label: "How value is spread",
    what: "From the HHI of delegators: under 0.10 excellent, under 0.15 good, under 0.25 moderate, else concentrated.",
    anchor: "concentration",
  },
  allocated: {
    label: "Allocated value",
    what: "Magnitude over maximum magnitude, times the operator's value in the asset. In effect, whether or not it can be slashed.",
    anchor: "values",
  },
  slashedPart: {
    label: "Slashed for good",
    what: "The part of the stake lost to all slashings so far: 1 less the maximum magnitude. It never comes back.",
    anchor: "values",
  },
  worstCase: {
    label: "What breaks first",
    what: "The value allocated to each AVS times the part it slashes. An estimate: it assumes that all slash at once.",
    anchor: "values",
  },
  volatility: {
    label: "Volatility",
    what: "Standard deviation over mean of the daily values. Under 1 % rock solid, 5 % stable, 10 % moderate.",
    anchor: "volatility",
  },
  sizePercentile: {
    label: "Size percentile",
    what: "The operator's rank by value in the network, from 0 to 100; the median is 50.",
    anchor: "scores",
  },
  stakeChange: {
    label: "Change of stake",
    what: "The change of value in 30 days caused by shares that came or went, in dollars. Prices caused the rest.",
    anchor: "values",
  },
  movers: {
    label: "Movements of a week",
    what: "By stake, without price changes. Left out: less than $1,000, or less than 0.1 % of what the operator had.",
    anchor: "values",
  },
  nakamoto: {
    label: "Operators to reach a share",
    what: "The smallest number of operators whose value adds up to this part of the network.",
    anchor: "values",
  },
  operatorTvs: {
    label: "Value of its operators",
    what: "Everything delegated to the operators that secure it. It cannot touch more of that than they allocate to it.",
    anchor: "values",
  },
  slashable: {
    label: "Slashable value",
    what: "Allocated by members of the operator set, or by operators that left it in the last 14 days. Up to: with those of unknown membership.",
    anchor: "values",
  },
  avsCommission: {
    label: "Split here",
    what: "The part of this AVS's rewards that an operator keeps: its split for this AVS, else the protocol's default.",
    anchor: "commission",
  },
  allocationSplits: {
    label: "Splits of an allocation",
    what: "The parts of this AVS's and this operator set's rewards that the operator keeps. How the AVS pays decides which one applies.",
    anchor: "commission",
  },
  breaksFirst: {
    label: "What breaks first",
    what: "The loss, and who bears it, if a part of everything allocated in effect is slashed.",
    anchor: "what-breaks-first",
  },
  slashedValue: {
    label: "Estimated loss",
    what: "The fraction slashed times the operator's whole value in that asset just before, at the newest prices.",
    anchor: "values",
  },
  exchangeRate: {
    label: "Exchange rate",
    what: "How many of the underlying tokens one share of the strategy stands for.",
    anchor: "values",
  },
  price: {
    label: "Price",
    what: "The newest price recorded. A proxy is the price of another token that this one follows.",
    anchor: "values",
  },
  exposure: {
    label: "Exposure",
    what: "The most that could be slashed: value in each strategy times the part that the operator allocated.",
    anchor: "values",
  },
} as const;

export type MetricKey = keyof typeof METRICS;
