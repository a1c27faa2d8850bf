/** What each metric is, in a sentence, and the heading of its formula on /methodology. */
export const METRICS = {
  tvs: {
    label: "Total value secured",
    what: "The dollar value of all stake delegated: shares times exchange rate times price, summed over assets.",
    anchor: "values",
  },
  delegators: {
    label: "Delegators",
    what: "Stakers who delegate to this operator now, with or without stake of value.",
    anchor: "values",
  },
  avs: { label: "AVSs", what: "Services the operator is registered with now.", anchor: "values" },
  commission: {
    label: "Commission",
    what: "The part of rewards the operator keeps. A change counts once its activation time has passed.",
    anchor: "commission",
  },
  utilization: {
    label: "Utilization",
    what: "How much of the operator's stake is allocated to operator sets and so can be slashed.",
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
    what: "Times an AVS took stake from this operator, counted once per event.",
    anchor: "values",
  },
  concentration: {
    label: "Concentration (HHI)",
    what: "The sum of squared shares, 0 to 1. Under 0.15 is low, under 0.25 moderate, above that high.",
    anchor: "concentration",
  },
  nakamoto: {
    label: "Operators to reach a share",
    what: "The least number of operators whose value adds up to this part of the network.",
    anchor: "values",
  },
} as const;

export type MetricKey = keyof typeof METRICS;
