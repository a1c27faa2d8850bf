import { SECURES } from "../clocks/activity";
import { spreadOver } from "../concentration";
import type { Avs, Network } from "../network";
import type { OperatorAvs } from "../operator";
import { mostPartOf, partOf } from "../parts";
import { slashableFigures } from "../slashing/slashable-figures";
import { addSums, compareKnown, ratio, type UsdSum, valueFigures } from "../unknown";

const MOST_AVS = 25;
const MOST_PAIRS = 6;
/** The most operators that are paired, those of whom the AVS can slash most. */
const MOST_PAIRED = 200;

/** Returns the operators that an AVS can slash, or may, each with its part in the AVS, the largest first. */
function slashableOperators({ operators }: Network, { address }: Avs): OperatorAvs[] {
  const parts = [...operators.values()].flatMap(({ avs }) => avs.filter((part) => part.avs === address));
  return parts
    .filter(({ slashableUpTo }) => slashableUpTo.knownCount + slashableUpTo.unknownCount > 0)
    .sort(
      (a, b) =>
        compareKnown(a.slashableUpTo.knownUsd, b.slashableUpTo.knownUsd, "descending") ||
        compareKnown(a.operator, b.operator, "ascending"),
    );
}

/**
 * Returns how the stake that an AVS can slash is spread over operators. `ofOperatorRatio` is the part of an operator's
 * priced stake, and so of everybody who delegates to it alone, that this one AVS can slash.
 */
export function stakeSpread(network: Network, avs: Avs) {
  const parts = slashableOperators(network, avs);
  const all = addSums(parts.map(({ slashableUpTo }) => slashableUpTo));
  const { hhi } = spreadOver(parts.map(({ slashableUpTo }) => slashableUpTo));
  const operators = parts.map((part) => {
    const operator = network.operators.get(part.operator);
    return {
      address: part.operator,
      name: operator?.name ?? null,
      ...slashableFigures(part),
      ofAllRatio: partOf(part.slashableUpTo, all),
      ofOperatorRatio: operator ? mostPartOf(part.slashableUpTo, operator.value) : null,
    };
  });
  return {
    hhi,
    operatorCount: avs.allocationCount === null ? null : operators.length,
    operators: operators.slice(0, MOST_AVS),
  };
}

/**
 * Returns the other AVSs that operators of an AVS secure too, those with most in common first: how much of what the AVS
 * can slash comes from them, and of its operators' whole value.
 */
export function sharedAvs(network: Network, avs: Avs) {
  const sums = new Map<string, { operators: string[]; here: UsdSum[]; there: UsdSum[] }>();
  for (const address of avs.operators) {
    const parts = network.operators.get(address)?.avs ?? [];
    const here = parts.find((part) => part.avs === avs.address);
    for (const part of parts) {
      if (part === here || !SECURES.has(part.securing)) continue;
      const sum = sums.get(part.avs) ?? { operators: [], here: [], there: [] };
      sums.set(part.avs, sum);
      sum.operators.push(address);
      if (here) sum.here.push(here.slashableUpTo);
      sum.there.push(part.slashableUpTo);
    }
  }
  const rows = Array.from(sums, ([address, { operators, here, there }]) => {
    const value = addSums(operators.flatMap((one) => network.operators.get(one)?.value ?? []));
    const [slashable, elsewhere] = [addSums(here), addSums(there)];
    return {
      address,
      name: network.avs.get(address)?.name ?? null,
      operatorCount: operators.length,
      ofOperatorsRatio: ratio(operators.length, avs.operatorCount),
      /** Value of the operators of both AVSs that this AVS can slash, or may. */
      slashableUpToUsd: slashable.knownUsd,
      isSlashableUpperBound: slashable.isUpperBound,
      unpricedSlashableCount: slashable.unknownCount,
      ofSlashableRatio: partOf(slashable, avs.slashableUpTo),
      /** Value of the same operators that the other AVS can slash, or may. */
      elsewhereUpToUsd: elsewhere.knownUsd,
      isElsewhereUpperBound: elsewhere.isUpperBound,
      unpricedElsewhereCount: elsewhere.unknownCount,
      ...valueFigures(value),
      ofValueRatio: partOf(value, avs.value),
    };
  });
  rows.sort(
    (a, b) =>
      compareKnown(a.slashableUpToUsd, b.slashableUpToUsd, "descending") ||
      b.operatorCount - a.operatorCount ||
      compareKnown(a.tvsUsd, b.tvsUsd, "descending") ||
      compareKnown(a.address, b.address, "ascending"),
  );
  return { avsCount: rows.length, avs: rows.slice(0, MOST_AVS) };
}

/**
 * Returns pairs of operators that an AVS can slash, by what AVSs can slash of both: at each AVS the smaller of the two,
 * summed over all AVSs. Two operators that run alike lose it together.
 */
export function operatorPairs(network: Network, avs: Avs) {
  const exposed = slashableOperators(network, avs)
    .slice(0, MOST_PAIRED)
    .map(({ operator }) => {
      const own = network.operators.get(operator);
      const at = new Map<string, number>();
      for (const part of own?.avs ?? [])
        if ((part.slashableUpTo.knownUsd ?? 0) > 0) at.set(part.avs, part.slashableUpTo.knownUsd ?? 0);
      return { address: operator, name: own?.name ?? null, at };
    });
  const pairs = exposed.flatMap((a, place) =>
    exposed.slice(place + 1).flatMap((b) => {
      let [sharedUsd, avsCount] = [0, 0];
      for (const [address, usd] of a.at) {
        const other = b.at.get(address);
        if (other === undefined) continue;
        sharedUsd += Math.min(usd, other);
        avsCount++;
      }
      const named = ({ address, name }: typeof a) => ({ address, name });
      return avsCount === 0 ? [] : [{ operators: [named(a), named(b)] as const, sharedUsd, avsCount }];
    }),
  );
  return pairs.sort((a, b) => b.sharedUsd - a.sharedUsd).slice(0, MOST_PAIRS);
}
