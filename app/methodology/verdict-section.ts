import { formatDay, formatPercent } from "@/server/format";
import { THRESHOLDS as T, VERDICT_VERSIONS } from "@/server/network/verdict/thresholds";
import { VERDICT_LABEL } from "@/server/network/verdict/words";
import type { Section } from "./section";

const part = (ratio: number) => formatPercent(ratio, { digits: 0 });

/** The section on the verdict: the six gates with today's limits, and the words. */
export const VERDICT_SECTION: Section = {
  id: "verdict",
  title: "Verdict",
  intro: `Version ${T.version}, in force since ${formatDay(T.since)}. Six questions about an operator, answered from the protocol's facts. Each passes, fails or is not known; the worst answer decides, and a good one never makes up for a bad one. A verdict states facts: it accuses nobody, tells nobody's intent, and calls nobody safe.`,
  formulas: [
    "verdict",
    [
      "1. Has it been slashed?",
      `For each strategy 1 − maximum magnitude / 1e18, exact. Over all, weighted by the value of the strategy and of the operator on the last day before the first slash of that strategy, at that day's prices and with nothing taken off by earlier slashes, so that the parts add up. ${part(T.mostlyLostRatio)} or more lost, of its value or of a strategy that held at least ${part(T.strategyRatio)} of it: “${VERDICT_LABEL["stake-redistributed"]}” if recipients got at least half of what decides, else “${VERDICT_LABEL["stake-burned"]}”. Less: “${VERDICT_LABEL["was-slashed"]}”. It never expires. Without that day's values, shares that the pipeline never lowered weigh, at today's prices; without these the share of its value is not known. What was given in return is not in the data.`,
    ],
    [
      "2. By a set of its own?",
      `Asked of sets that slashed the operator or can slash it. A set whose AVS, slasher or recipient has the operator's address is its own. So is a set of an AVS that a reviewed entity runs together with the operator: the review compares published lists and websites, no addresses. ${T.clueCount} clues make a set appear to be its own: no other operator known to have had stake in it, an equal name, an equal website host, a host of the operator's that a slashing's own words name. Websites on which anybody can have a page, hosts that operators of other names declare too, and names that others gave an AVS are no clue. Names and hosts can be copied: one clue alone decides nothing.`,
    ],
    [
      "3. Can stake be slashed before you can leave?",
      `Exit margin = allocation delay − 14 days. Fails below 0 if at least ${part(T.redistributableRatio)} of its value is in strategies that can be redistributed, allocated or not, for anybody can make a set; or if a redistributing set of its own can slash at least ${part(T.ownSetRatio)} of it now. Without a delay it never passes, whatever the stake is. Native ETH and EIGEN can be burned, not redistributed: a caution. The delay is read from the chain where it is asked; else the newest rise of an allocation shows it. A bound from a first slash is shown and decides nothing alone.`,
    ],
    [
      "4. Does it still act?",
      `By its own last allocation, commission, metadata, registration or approver, never by its delegators. Fails if it secures nothing and did nothing for ${T.silentDays} days while it holds stake.`,
    ],
    [
      "5. How much hangs on one slash?",
      `The most that one AVS can slash of its value, now and once announced changes are in effect. Over ${part(T.worstAvsSaidRatio)} is said, over ${part(T.worstAvsRatio)} fails.`,
    ],
    [
      "6. Is enough known?",
      `Fails if question 1 or 5 has no answer, if nothing of its value is known, if magnitudes are missing for over ${part(T.missingRatio)} of its value or prices for strategies that over ${part(T.missingRatio)} of its delegators' positions are in (the value of unpriced stake is not known), or if its history is under ${T.historyDayCount} days.`,
    ],
    [
      "The word",
      `The first whose condition holds: ${Object.values(VERDICT_LABEL).join(", ")}. “${VERDICT_LABEL.exposed}” is a failed question 5, or a set of its own that can slash at least ${part(T.ownSetRatio)}. “${VERDICT_LABEL["no-red-flag"]}” stays where only question 3 or 4 is open, and says so.`,
    ],
    [
      "In the demo",
      "The demo does not have all allocations, delays and acts of real operators, so questions 3, 4 and 5 are not known there and do not count for question 6. The value before a slash may be of a modelled day.",
    ],
    [
      "What it cannot tell",
      `What was given in return for a slash, the owner of a set unless an address or a review shows it, an intent, the future, and what was queued for withdrawal in the last 14 days. Names can be copied or left out. Most stake is with operators that never allocated, so “${VERDICT_LABEL["no-red-flag"]}” covers most of it and tells few apart; asking the chain for the allocation delay would. The page docs/verdict.md of the source code counts how much stake each word covers.`,
    ],
    ...VERDICT_VERSIONS.map(({ version, since }): [string, string] => [
      `Changelog: version ${version}`,
      version === 2
        ? `Since ${formatDay(since)}. The first verdict of EigenWatch's own. Version 1 was the pipeline's risk level alone, which stays on the Risk tab.`
        : `Since ${formatDay(since)}.`,
    ]),
  ],
};
