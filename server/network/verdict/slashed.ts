import type { Slashing } from "../network";
import type { Operator } from "../operator";
import { lostOverLife, maxMagnitudeAfter } from "../slashing/magnitude";
import { recipientFacts, recipientOf } from "../slashing/recipient";
import { magnitudePath, type Slash } from "../slashing/slashing";
import { WAD } from "../units";
import { anyOf, compareKnown, type Tri } from "../unknown";
import type { Judging } from "./judging";
import type { SlashedGate, SlashedStrategy } from "./verdict";

/** Returns the answer of gate 1: whether the operator was slashed, how much was lost, and who got it. */
export function slashedGate({ network, thresholds }: Judging, operator: Operator): SlashedGate {
  const own = network.slashings.filter((row) => row.operator === operator.address);
  const strategies = slashedStrategies(network, operator, own);
  const isLost = strategies.map(({ lostRatio }) => (lostRatio === null ? null : lostRatio > 0));
  const isSlashed = anyOf([
    ...isLost,
    own.some(tookStake) ? true : operator.slashingCount === null ? null : false,
  ]);
  const deciding = strategies.filter((one) => isMostOfStrategy(one, thresholds) === true);
  const overall = boundsOfLoss(strategies, own.some(isAmountUnread));
  const isMostLost =
    isSlashed === true
      ? anyOf([
          ...strategies.map((one) => isMostOfStrategy(one, thresholds)),
          overall.least >= thresholds.mostlyLostRatio
            ? true
            : overall.most < thresholds.mostlyLostRatio
              ? false
              : null,
        ])
      : isSlashed;
  return {
    passes: isSlashed === null ? null : !isSlashed,
    slashings: own.map(({ id }) => id),
    lost: operator.lost,
    strategies,
    lostRatio: overall.most - overall.least < 1e-6 ? overall.least : null,
    isMostLost,
    outcome: isMostLost ? outcomeOf(deciding.length > 0 ? deciding : strategies) : null,
    isAnyRedistributed: strategies.some(({ redistributedRatio }) => redistributedRatio > 0),
  };
}

/** Returns whether a strategy decides alone: most of it was lost, and enough of the operator's value was in it. */
function isMostOfStrategy(
  { lostRatio, ofValueRatio }: SlashedStrategy,
  { mostlyLostRatio, strategyRatio }: Judging["thresholds"],
): Tri {
  const isMost = lostRatio === null ? null : lostRatio >= mostlyLostRatio;
  const counts = ofValueRatio === null ? null : ofValueRatio >= strategyRatio;
  if (isMost === false || counts === false) return false;
  return isMost === null || counts === null ? null : true;
}

const isAmountUnread = ({ parts, lost }: Slashing) => parts.length === 0 && lost.unknownCount > 0;

/** Returns whether a slashing took, or may have taken, stake: one that skipped every strategy took nothing. */
const tookStake = (slashing: Slashing) => slashing.parts.length > 0 || isAmountUnread(slashing);

/** Returns the least and the most of the operator's value that may have been lost, 0..1; unread amounts may be all of it. */
function boundsOfLoss(
  strategies: readonly SlashedStrategy[],
  isAnyUnread: boolean,
): { least: number; most: number } {
  let [least, most] = [0, isAnyUnread ? 1 : 0];
  for (const { lostRatio, ofStakeRatio } of strategies) {
    if (lostRatio === 0) continue;
    least += (lostRatio ?? 0) * (ofStakeRatio ?? 0);
    most += (lostRatio ?? 1) * (ofStakeRatio ?? 1);
  }
  return { least: Math.min(1, least), most: Math.min(1, most) };
}

/** Returns "redistributed" if recipients got at least as much as was burned or went to nobody that is known. */
function outcomeOf(strategies: readonly SlashedStrategy[]): "redistributed" | "burned" {
  let [redistributed, burned] = [0, 0];
  for (const { redistributedRatio, burnedRatio, ofValueRatio } of strategies) {
    redistributed += redistributedRatio * (ofValueRatio ?? 1);
    burned += burnedRatio * (ofValueRatio ?? 1);
  }
  return redistributed > 0 && redistributed >= burned ? "redistributed" : "burned";
}

function slashedStrategies(
  network: Judging["network"],
  operator: Operator,
  own: readonly Slashing[],
): SlashedStrategy[] {
  const slashed = new Set(own.flatMap(({ parts }) => parts.map(({ strategy }) => strategy)));
  for (const { strategy, maxMagnitude } of operator.strategies)
    if (maxMagnitude !== WAD) slashed.add(strategy);
  return Array.from(slashed, (strategy): SlashedStrategy => {
    const slashes = slashesIn(own, strategy);
    const held = operator.strategies.find((one) => one.strategy === strategy);
    const max = held ? held.maxMagnitude : maxMagnitudeAfter([...slashes.keys()]);
    const before = network.valuesBeforeSlash.get(`${operator.address}-${strategy}`);
    const parts = own.flatMap((row) => row.parts.filter((part) => part.strategy === strategy));
    return {
      strategy,
      lostRatio: lostOverLife(max)?.ratio ?? null,
      lostUsd: total(parts.map(({ lostUsd }) => lostUsd)),
      lostShares: total(parts.map(({ lostShares }) => lostShares)),
      ofValueRatio: before?.ofValueRatio ?? null,
      ofStakeRatio: before?.ofStakeRatio ?? null,
      day: before?.day ?? null,
      basis: before?.ofValueRatio === undefined || before.ofValueRatio === null ? null : before.basis,
      ...endsOf(network, slashes, strategy),
    };
  }).sort((a, b) => compareKnown(a.ofValueRatio, b.ofValueRatio, "descending"));
}

function slashesIn(own: readonly Slashing[], strategy: string): Map<Slash, string> {
  const slashes = new Map<Slash, string>();
  for (const { parts, blockNumber, slashedAt, transactionHash, operatorSet } of own)
    for (const part of parts) {
      if (part.strategy !== strategy) continue;
      const key = `${transactionHash ?? ""} ${operatorSet}`;
      slashes.set({ blockNumber, slashedAt, wadSlashed: part.wadSlashed, key }, operatorSet);
    }
  return slashes;
}

/**
 * Returns which parts of the full magnitude recipients got, and which they did not. Slashes of unknown size are in
 * neither.
 */
function endsOf({ operatorSets }: Judging["network"], slashes: ReadonlyMap<Slash, string>, strategy: string) {
  let [redistributedRatio, burnedRatio] = [0, 0];
  for (const { slash, maxBefore, maxAfter } of magnitudePath([...slashes.keys()])) {
    if (maxBefore === null || maxAfter === null) continue;
    const ratio = Number(maxBefore - maxAfter) / Number(WAD);
    const set = slashes.get(slash) ?? "";
    const { outcome } = recipientOf(strategy, recipientFacts(set, operatorSets.get(set)?.chain));
    if (outcome === "redistributed") redistributedRatio += ratio;
    else burnedRatio += ratio;
  }
  return { redistributedRatio, burnedRatio };
}

function total<T extends number | bigint>(parts: readonly (T | null)[]): T | null {
  let sum: T | null = null;
  for (const part of parts) {
    if (part === null) return null;
    sum = sum === null ? part : (((sum as never) + (part as never)) as T);
  }
  return sum;
}
