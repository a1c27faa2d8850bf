import type { Slashing } from "../network";
import { lossesOfPair, type SlashLoss } from "../slashing/losses";
import { type Slash, slashedAmounts } from "../slashing/slashing";
import { addSums, compareKnown, sumOf, sumUsd, type UsdSum } from "../unknown";
import { partsOfSet } from "./allocations";
import { type Draft, pairOf, pricingFor, slashKey } from "./draft";

/** Returns each slashing once, newest first, with the loss in each strategy at today's prices. */
export function buildSlashings(draft: Draft): Slashing[] {
  const losses = new Map<string, Map<Slash, SlashLoss>>();
  for (const [pair, slashes] of draft.slashesOf) {
    const { strategy } = draft.pairs.get(pair) ?? { strategy: "" };
    const found = lossesOfPair(
      slashes,
      (slash) => sharesBefore(draft, pair, slash),
      pricingFor(draft, strategy),
    );
    losses.set(pair, new Map(found.map((loss) => [loss.slash, loss])));
  }
  return draft.slashings
    .map((row) => {
      const { avs, number } = partsOfSet(row.operatorSet);
      const parts = slashedAmounts(row.amounts)
        .map(({ strategy, wadSlashed }) => {
          const pair = pairOf(row.operator, strategy);
          const slash = draft.slashOf.get(slashKey(row.id, strategy));
          const loss = slash && losses.get(pair)?.get(slash);
          return {
            strategy,
            wadSlashed,
            lostShares: loss?.lostShares ?? null,
            lostUsd: loss?.lost.usd ?? null,
            isUpperBound: loss?.lost.isUpperBound ?? false,
          };
        })
        .sort(
          (a, b) =>
            compareKnown(a.lostUsd, b.lostUsd, "descending") ||
            compareKnown(a.strategy, b.strategy, "ascending"),
        );
      return {
        id: row.id,
        slashedAt: row.slashedAt,
        blockNumber: row.blockNumber,
        operator: row.operator,
        avs,
        operatorSet: row.operatorSet,
        setNumber: number,
        reason: row.reason,
        transactionHash: row.transactionHash,
        parts,
        lost: lostOf(row.amounts.length, parts),
      };
    })
    .sort(
      (a, b) =>
        compareKnown(a.slashedAt?.getTime() ?? null, b.slashedAt?.getTime() ?? null, "descending") ||
        b.id - a.id,
    );
}

/** Returns the loss of a slashing. Without amounts it is unknown; if every strategy was skipped, it is 0. */
const lostOf = (amountCount: number, parts: Slashing["parts"]): UsdSum =>
  amountCount === 0
    ? sumOf(null)
    : sumUsd(parts.map(({ lostUsd, isUpperBound }) => ({ usd: lostUsd, isUpperBound })));

/** Returns the total loss by some slashings; unknown if slashings were not read. */
export const lostBy = (
  { areSlashingsKnown }: Pick<Draft, "areSlashingsKnown">,
  slashings: readonly Slashing[],
): UsdSum => (areSlashingsKnown ? addSums(slashings.map(({ lost }) => lost)) : sumOf(null));

/** Returns the shares that the pipeline kept on the last day before a slash. */
function sharesBefore(draft: Draft, pair: string, { blockNumber, slashedAt }: Slash): bigint | null {
  const isBefore = ({ day }: { day: string }) => {
    const dayBlock = draft.blockOfDay.get(day);
    if (dayBlock !== undefined && blockNumber !== null) return dayBlock < blockNumber;
    return slashedAt !== null && day < slashedAt.toISOString().slice(0, 10);
  };
  return draft.slashedDays.get(pair)?.findLast(isBefore)?.shares ?? null;
}
