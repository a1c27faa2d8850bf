import { withDaysOnly } from "../clocks/allocation-delay";
import type { Network, Slashing } from "../network";
import type { Operator } from "../operator";
import { type Recipient, recipientFacts, recipientOf } from "../slashing/recipient";
import { valueFigures } from "../unknown";
import { verdictOf } from "./judge";
import { GATE_IDS, type SlashedStrategy, type WorstAvs } from "./verdict";

/** Returns an operator's verdict with the names and amounts that its sentences and evidence need. */
export function operatorVerdict(network: Network, operator: Operator) {
  const { gates, word, answeredCount, isDemoLimited, version } = verdictOf(network, operator);
  const { slashed, ownSets, worstAvs } = gates;
  const own = network.slashings.filter((row) => row.operator === operator.address);
  const times = own.flatMap(({ slashedAt }) => (slashedAt ? [slashedAt] : []));
  return {
    word,
    version,
    answeredCount,
    openGates: GATE_IDS.filter((id) => gates[id].passes === null),
    isDemo: network.source.isDemo,
    isDemoLimited,
    slashed: {
      passes: slashed.passes,
      slashingCount: own.length,
      /** The times of the newest and the oldest slashing; `null` if no time is known. */
      lastAt: times[0] ?? null,
      firstAt: times.at(-1) ?? null,
      ...lossFigures(operator),
      lostRatio: slashed.lostRatio,
      isMostLost: slashed.isMostLost,
      outcome: slashed.outcome,
      isAnyRedistributed: slashed.isAnyRedistributed,
      strategies: slashed.strategies.map((one) => strategyFigures(network, one)),
      avs: slashingAvs(network, own),
    },
    ownSets: {
      passes: ownSets.passes,
      sets: ownSets.sets.map((set) => ({ ...set, avsName: nameOf(network, set.avs) })),
    },
    exit: { ...gates.exit, observed: gates.exit.observed && withDaysOnly(gates.exit.observed) },
    acts: gates.acts,
    worstAvs: {
      passes: worstAvs.passes,
      isSaid: worstAvs.isSaid,
      isDemoLimited: worstAvs.isDemoLimited,
      deciding: worstAvs.deciding && {
        ...worstFigures(network, worstAvs.deciding),
        isAnnounced: worstAvs.deciding.isAnnounced,
      },
      now: worstAvs.now && worstFigures(network, worstAvs.now),
      announced: worstAvs.announced && worstFigures(network, worstAvs.announced),
    },
    coverage: gates.coverage,
  };
}

const nameOf = ({ avs }: Network, address: string) => avs.get(address)?.name ?? null;

const lossFigures = ({ lost }: Operator) => ({
  lostUsd: lost.knownUsd,
  isLossUpperBound: lost.isUpperBound,
  unpricedCount: lost.unknownCount,
});

/** Returns the figures of a slashed strategy. `lostTokens` are whole tokens at today's rate; `null`: not known. */
function strategyFigures({ strategies }: Network, one: SlashedStrategy) {
  const strategy = strategies.get(one.strategy);
  const { exchangeRate = null, decimals = null } = strategy ?? {};
  const isKnown = one.lostShares !== null && exchangeRate !== null && decimals !== null;
  return {
    address: one.strategy,
    symbol: strategy?.symbol ?? null,
    lostRatio: one.lostRatio,
    lostUsd: one.lostUsd,
    lostTokens: isKnown ? (Number(one.lostShares) / 10 ** decimals) * exchangeRate : null,
    ofValueRatio: one.ofValueRatio,
    day: one.day,
    basis: one.basis,
  };
}

type Outcome = Recipient["outcome"];

/** Returns the AVSs that slashed an operator, the one with the most slashings first, and where the stake went. */
function slashingAvs(network: Network, own: readonly Slashing[]) {
  const found = new Map<string, { slashingCount: number; outcomes: Set<Outcome>; isAvsItself: boolean }>();
  for (const { avs, operatorSet, parts } of own) {
    const row = found.get(avs) ?? { slashingCount: 0, outcomes: new Set(), isAvsItself: true };
    row.slashingCount += 1;
    if (parts.length === 0) row.outcomes.add("not-known");
    for (const { strategy } of parts) {
      const set = network.operatorSets.get(operatorSet);
      const { outcome, isAvsItself } = recipientOf(strategy, recipientFacts(operatorSet, set?.chain));
      row.outcomes.add(outcome);
      if (outcome === "redistributed") row.isAvsItself &&= isAvsItself;
    }
    found.set(avs, row);
  }
  return Array.from(found, ([address, { slashingCount, outcomes, isAvsItself }]) => ({
    address,
    name: nameOf(network, address),
    slashingCount,
    outcomes: [...outcomes].sort(),
    /** Whether the AVS itself received all redistributed stake. */
    isAvsItself: isAvsItself && outcomes.has("redistributed"),
  })).sort((a, b) => b.slashingCount - a.slashingCount);
}

const worstFigures = (network: Network, worst: WorstAvs) => ({
  avs: worst.avs,
  name: nameOf(network, worst.avs),
  ...worst.bounds,
  ...valueFigures(worst.slashable),
});
