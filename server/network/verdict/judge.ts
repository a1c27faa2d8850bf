import type { Network } from "../network";
import type { Operator } from "../operator";
import { anyOf } from "../unknown";
import { actsGate } from "./acts";
import { coverageGate } from "./coverage";
import { exitGate } from "./exit-margin";
import { type Judging, judgingOf, type Unjudged } from "./judging";
import { ownSetsGate } from "./own-sets";
import { slashedGate } from "./slashed";
import { THRESHOLDS, type Thresholds } from "./thresholds";
import { GATE_IDS, type Gates, type Verdict, type VerdictWord } from "./verdict";
import { worstAvsGate } from "./worst-avs";

/** Returns the verdict on an operator of a network, or of a changed copy of it, by one version of the thresholds. */
export const judge = (network: Unjudged, operator: Operator, thresholds: Thresholds = THRESHOLDS): Verdict =>
  verdictOn(judgingOf(network, thresholds), operator);

/** Returns the verdict on an operator, as it was judged when the network was built. */
export const verdictOf = (network: Network, operator: Operator): Verdict =>
  network.verdicts.get(operator.address) ?? judge(network, operator);

/** Returns the verdicts on all operators by address; each step judges one operator. */
export function* judgeAll(network: Unjudged): Generator<undefined, Map<string, Verdict>, undefined> {
  const judging = judgingOf(network, THRESHOLDS);
  yield;
  const verdicts = new Map<string, Verdict>();
  for (const operator of network.operators.values()) {
    verdicts.set(operator.address, verdictOn(judging, operator));
    yield;
  }
  return verdicts;
}

function verdictOn(judging: Judging, operator: Operator): Verdict {
  const slashed = slashedGate(judging, operator);
  const ownSets = ownSetsGate(judging, operator);
  const worstAvs = worstAvsGate(judging, operator);
  const gates: Gates = {
    slashed,
    ownSets,
    exit: exitGate(judging, operator, ownSets),
    acts: actsGate(judging, operator),
    worstAvs,
    coverage: coverageGate(judging, operator, { slashed, worstAvs }),
  };
  return {
    word: wordOf(gates),
    gates,
    answeredCount: GATE_IDS.filter((id) => gates[id].passes !== null).length,
    isDemoLimited: judging.isLimited(operator.address),
    version: judging.thresholds.version,
  };
}

function wordOf({ slashed, ownSets, exit, acts, worstAvs, coverage }: Gates): VerdictWord {
  if (slashed.isMostLost === true)
    return slashed.outcome === "redistributed" ? "stake-redistributed" : "stake-burned";
  if (exit.passes === false) return "slashable-before-leaving";
  if (slashed.passes === false) return "was-slashed";
  const isOwnExposure = anyOf(ownSets.sets.map(({ isOwn, canSlashMuch }) => isOwn && canSlashMuch));
  if (worstAvs.passes === false || isOwnExposure === true) return "exposed";
  if (!coverage.passes) return "not-enough-known";
  return acts.passes === false ? "silent" : "no-red-flag";
}
