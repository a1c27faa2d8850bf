import { METRICS, type MetricKey } from "@/app/_components/metrics/metrics";
import { formatCounted, formatDay, formatNumber } from "@/server/format";
import { KNOWN_ENTITIES } from "@/server/network/entities/known-entities";
import { knownSetsSource } from "@/server/network/slashing/known-sets";
import { CHAIN_SECTION } from "./chain-section";
import type { Section } from "./section";
import { VERDICT_SECTION } from "./verdict-section";

const knownBrands = KNOWN_ENTITIES.entities.filter(({ kind }) => kind === "brand").length;
const knownNodeOperators = KNOWN_ENTITIES.entities.length - knownBrands;

/** The sections, with the formulas whose order is fixed. */
const PLACED: Section[] = [
  VERDICT_SECTION,
  CHAIN_SECTION,
  {
    id: "scores",
    title: "Scores",
    intro: "Per operator and day, 0 to 100 with two decimals. Higher is safer.",
    formulas: [
      "score",
      ["Performance", "0.60 × slashing + 0.30 × stability + 0.10 × tenure."],
      ["Slashing", "100 less 25 for each slashing to date, never under 0."],
      ["Stability", "100 / (1 + v), v the coefficient of variation of the delegated value over 30 days."],
      ["Tenure", "Operational days / 365 × 100, at most 100."],
      ["Economics", "0.50 × spread + 0.30 × commission stability + 0.20 × growth."],
      ["Spread", "100 − 100 × HHI of the delegators' value."],
      ["Commission stability", "100 less 10 for each distinct commission change in 90 days, never under 0."],
      [
        "Growth",
        "50 + the change of value in 30 days in per cent, held within 0 and 100; 70 when there was no value 30 days ago.",
      ],
      ["Network position", "0.70 × size percentile + 0.30 × distribution, which is 100 − 100 × HHI."],
      "sizePercentile",
      "confidence",
      [
        "Enough data",
        "30 operational days, two delegators and every component known. Otherwise neither score nor level is shown.",
      ],
      ["Active", "Any activity within 30 days of the day of analysis, never of the reader's clock."],
    ],
  },
  {
    id: "concentration",
    title: "Concentration",
    intro:
      "Over positive amounts x in dollars with sum T and shares s = x / T, of n holders. Stake without a price is left out.",
    formulas: [
      "concentration",
      ["Effective holders", "1 / HHI."],
      ["Gini", "2 × Σ(i × x of rank i) / (n × T) − (n + 1) / n, ascending."],
      ["Coefficient of variation", "Sample standard deviation / mean."],
      ["Top N", "100 × the sum of the N largest / T."],
    ],
  },
  {
    id: "entities",
    title: "Who is behind operators",
    intro:
      "One company may have many operators. Which belong together is reviewed one by one; nothing is ever grouped automatically, because anybody can declare any name and any website.",
    formulas: [
      [
        "Known entities",
        `${formatCounted(knownBrands, "brand")} and ${formatCounted(knownNodeOperators, "node operator")}, from names, websites and accounts that operators declare themselves, as published on ${formatDay(KNOWN_ENTITIES.listedOn)} at ${KNOWN_ENTITIES.source}.`,
      ],
      [
        "Evidence",
        "A shared name is not enough. It needs a shared website or account, a numbered series of names, or a list that counts the operators to one token. Each operator's evidence stands on the page of its entity.",
      ],
      [
        "AVSs that it runs",
        "An entity's AVS is one that a published list names with the website of its operators. A slash of these operators by this AVS is called their own, in gate 2 of the verdict.",
      ],
      [
        "Named by a brand",
        "Where only the brand's operator names a company as its node operator, the evidence says that this company does not say so itself.",
      ],
      "brands",
      "nodeOperators",
      [
        "Unknown groups",
        "Operators may belong together without anybody having found it. So the number of brands and node operators is at most what stands here, and their concentration at least.",
      ],
    ],
  },
  {
    id: "volatility",
    title: "Volatility",
    formulas: ["volatility", ["Trend", "The least-squares slope per day; its strength is R²."]],
  },
  {
    id: "values",
    title: "Values",
    formulas: [
      [
        "Value of shares",
        "Shares × exchange rate of the strategy / 1e18 / 10^decimals × price. A price that stands in for another token says so.",
      ],
      "exchangeRate",
      "price",
      "delegators",
      "tvs",
      "operatorTvs",
      "avs",
      [
        "Percentages of stake",
        "Parts of the priced stake: tokens without a price are left out of the part and of the whole. A value that slashes may have lowered counts between nothing and all of it: a percentage is shown where that moves it by less than 0.02 percentage points, else it is not known.",
      ],
      "utilization",
      "allocated",
      "slashable",
      [
        "Value over time",
        "The pipeline's value of each day, less what slashings took until then, since the pipeline never subtracts slashings from shares. Shares written before a slashing keep the part that it left; later ones count whole, and withdrawals count as the oldest shares. Where this is not exact, the day is an upper bound and says so. The last day equals the headline.",
      ],
      [
        "Allocated value over time",
        "The sum of the values allocated on a day, as stored for that day. For a slashed strategy: its magnitude over the maximum magnitude of the day × the value that slashings had left on that day. A day on which the value of one allocation is not known is a gap, and so is a day without stored allocations.",
      ],
      "slashings",
      "slashedPart",
      "slashedValue",
      [
        "Changes",
        "Compared with the day that many days before the data's last day, or the nearest one up to a week earlier; a dash if there is none.",
      ],
      [
        "Rank",
        "The rank by value, delegators or AVSs, from the largest, among operators with stake of value whose figure is known. Equal values share a rank.",
      ],
      [
        "Amounts in ether",
        "The newest figures use the newest price of ether; each day of a history uses the price of that day, or the last one of the week before it. Changes, rankings and slashed values stay in dollars and say so.",
      ],
      "stakeChange",
      [
        "More risk",
        "On a watchlist: a slashing, more that can be slashed or perhaps more, or a higher commission, since the last visit.",
      ],
    ],
  },
  {
    id: "what-breaks-first",
    title: "What breaks first",
    intro: "Suppose an AVS, or one operator set of it, slashes a part of what is allocated to it.",
    formulas: [
      "breaksFirst",
      "exposure",
      "worstCase",
      [
        "Move to another operator",
        "The exposure of one stake at three times. Before: to the sets of the old operator. For the 14 days of withdrawal: to the same sets, by the larger of what is in effect and what is announced to take effect in that time. On arrival, in the next block: to the sets of the new operator, by what is announced to be in effect then, without sets that it has left by now. Without a wallet the stake holds each strategy in the same proportion as all stake of the old operator. Queued stake earns no rewards, and which AVSs pay rewards is not in the data.",
      ],
      [
        "Slasher and recipient",
        `They are not in the pipeline's data. Those of ${formatCounted(knownSetsSource.count, "operator set")} were read at block ${formatNumber(knownSetsSource.readAtBlock)}, on ${formatDay(knownSetsSource.readOn)}, by ${knownSetsSource.url}. Those of every other set are not known, which never means that it cannot slash.`,
      ],
    ],
  },
  {
    id: "security",
    title: "Security of an AVS",
    intro:
      "What operators would lose at least who act against an AVS together. It bounds their loss, not the cost of an attack: software, reputation and what somebody pays for the operators' consent are not in it.",
    formulas: [
      "ceiling",
      [
        "How it is found",
        "Exactly, by branch and bound with the fractional knapsack as its bound. A search that would take too long ends, and the bound is shown as “at least”. Amounts closer than a millionth are one.",
      ],
      [
        "What is not known",
        "A membership, a price, or a part that a slashing may have taken gives a least and a most, whatever the truth is: “up to”, “at least”, or a range. Seats and whole value are not known as soon as a member may be missing. “Nothing can be slashed” is said only where the list of the AVS's operator sets is known to be complete.",
      ],
      [
        "Who has no power",
        "An operator that left a set can still be slashed for 14 days and decides nothing: it is in no coalition.",
      ],
      "halting",
      "stakeSpread",
      "sharedOperators",
      "operatorPairs",
      "slack",
      [
        "What the cascade model covers",
        "In the paper one stake secures several AVSs, so one attack can pay with stake that also secures others, and a loss at one AVS weakens them. Since operator sets, slashable stake is unique to a set: a slash by one AVS takes nothing that another could have taken. So the condition that decides is that of each AVS alone, and the sum over AVSs says what corrupting one operator everywhere would bring. The model with shared stake is shown beside it as what would follow if stake were not unique.",
      ],
    ],
  },
  {
    id: "commission",
    title: "Commission",
    formulas: [
      "commission",
      "avsCommission",
      "allocationSplits",
      [
        "In force",
        "A change counts once its activation time has passed; until then the previous value does, and the change is called pending.",
      ],
      [
        "Three splits",
        "Rewards of an AVS, of an operator set and programmatic incentives (PI) each have a split of their own. Where the operator set none, the protocol's default counts: one split never stands in for another.",
      ],
      [
        "Position",
        "Of the PI split, among operators with stake, the default included: below the 25th percentile is below average, above the 75th above average.",
      ],
      [
        "Yearly cost",
        "Per $1,000 at the yield that the page states and the reader can change, by the PI split: of what reaches the operator.",
      ],
    ],
  },
  {
    id: "labels",
    title: "Labels",
    formulas: [
      "spread",
      [
        "Volatility in 30 days",
        "Under 0.01 rock solid, under 0.05 stable, under 0.10 moderate, else volatile.",
      ],
      ["Growth", "Over +2 % growing, under −2 % shrinking."],
      ["Size percentile", "From 90 top 10 %, from 75 large, from 50 above median, from 25 below median."],
      ["Distribution (CV)", "Under 0.3 very even, under 0.5 even, under 0.8 uneven, else very uneven."],
      ["Utilization", "Under 50 % low, under 70 % moderate, under 90 % high, else critical."],
    ],
  },
];

/** The formula of every figure, in reading order; a metric without a place stands last in its section. */
export const SECTIONS = PLACED.map((section): Section => {
  const others = (Object.keys(METRICS) as MetricKey[]).filter(
    (key) => METRICS[key].section === section.id && !section.formulas.includes(key),
  );
  return { ...section, formulas: [...section.formulas, ...others] };
});
