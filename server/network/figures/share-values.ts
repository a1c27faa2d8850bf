import type { Network } from "../network";
import type { OperatorStrategy } from "../operator";
import { isUnpriced } from "../parts";
import type { Slash } from "../slashing/slashing";
import { WAD } from "../units";
import { product, ratio, UNKNOWN_USD, type UsdValue } from "../unknown";
import {
  type CorrectedShares,
  correctedUsd,
  type Lot,
  pricingOf,
  type SlashedPair,
  withdrawable,
  withdrawableSum,
} from "../value";

/** The value of one share of an operator's strategy that was written in these blocks; block 0 means not known. */
export interface ShareValue {
  operator: string;
  strategy: string;
  fromBlock: number;
  untilBlock: number;
  /** US dollars for one share in its smallest unit, after slashes; `null` if not known. */
  usd: number | null;
  /** Whether its token has no price, so that it is not part of the priced stake. */
  isUnpriced: boolean;
  /** Whether slashes may have taken more. */
  isUpperBound: boolean;
  /** The value is exact for delegators who came at this instant or later, even if it is an upper bound for others. */
  exactSince: Date | null;
}

const LAST_BLOCK = 2_147_483_647;

/** Returns the slashes of an operator in a strategy. */
function slashesOf({ slashings, operators }: Network, { operator, strategy }: OperatorStrategy): Slash[] {
  const own = new Set(operators.get(operator)?.slashings);
  return slashings
    .filter(({ id }) => own.has(id))
    .flatMap(({ blockNumber, slashedAt, transactionHash, operatorSet, parts }) =>
      parts
        .filter((part) => part.strategy === strategy)
        .map(({ wadSlashed }) => ({
          blockNumber,
          slashedAt,
          wadSlashed,
          key: `${transactionHash ?? ""} ${operatorSet}`,
        })),
    );
}

/** Returns the slashes of an operator in a strategy, as needed to correct its positions. */
const slashedPair = (network: Network, held: OperatorStrategy): SlashedPair => ({
  slashes: slashesOf(network, held),
  maxMagnitude: held.maxMagnitude,
  maxMagnitudeBlock: held.maxMagnitudeBlock,
});

/** Returns the value of one withdrawable share, so that all positions add up to the operator's value. */
const usdPerShare = ({ value, shares }: OperatorStrategy): number | null =>
  value.knownUsd === null || shares === null || shares === 0n ? null : value.knownUsd / Number(shares);

/** Returns the value of one share in each of these positions, by the blocks that may have written the shares. */
export function shareValues(network: Network, positions: readonly OperatorStrategy[]): ShareValue[] {
  return positions.flatMap((held) => {
    const pair = slashedPair(network, held);
    const perShare = held.shares === 0n ? 0 : usdPerShare(held);
    const starts = intervalsOf(pair);
    const times = pair.slashes.map(({ slashedAt }) => slashedAt?.getTime() ?? Number.NaN);
    const newest = Math.max(...times);
    return starts.map((fromBlock, index): ShareValue => {
      const writtenBlock = fromBlock === 0 ? null : fromBlock;
      const { shares, correction } = withdrawable({ shares: WAD, writtenBlock, startedAt: null }, pair);
      return {
        operator: held.operator,
        strategy: held.strategy,
        fromBlock,
        untilBlock: (starts[index + 1] ?? LAST_BLOCK + 1) - 1,
        usd: perShare === null ? null : perShare * (Number(shares) / Number(WAD)),
        isUnpriced: isUnpriced(held.value),
        isUpperBound: correction !== "exact" || mayHoldLoss(held),
        exactSince:
          Number.isFinite(newest) && writtenBlock !== null && !mayHoldLoss(held) ? new Date(newest) : null,
      };
    });
  });
}

/** Returns whether a value is the pipeline's own one of a slashed stake, which may still include the loss. */
const mayHoldLoss = ({ value, valueSource }: OperatorStrategy) =>
  valueSource === "pipeline" && value.isUpperBound;

/**
 * Returns the first block of each interval between slashes. Shares written in the block of a slash are already
 * lowered by it.
 */
function intervalsOf({ slashes, maxMagnitudeBlock }: SlashedPair): number[] {
  const blocks = [...slashes.map(({ blockNumber }) => blockNumber), maxMagnitudeBlock];
  const known = blocks.flatMap((block) => (block === null ? [] : [block, block + 1]));
  return known.length === 0 ? [0] : [...new Set([0, 1, ...known])].sort((a, b) => a - b);
}

/** Returns the shares that slashes left of several lots. */
export const sharesLeft = (network: Network, held: OperatorStrategy, lots: readonly Lot[]): CorrectedShares =>
  withdrawableSum(lots, slashedPair(network, held));

/**
 * Returns the value of shares that an operator does not hold any more: at the newest price, else as the pipeline values
 * what it still holds.
 */
export function queuedValue(
  network: Network,
  operator: string,
  strategy: string,
  corrected: CorrectedShares,
): UsdValue {
  const token = network.strategies.get(strategy);
  const held = network.operators.get(operator)?.strategies.find((one) => one.strategy === strategy);
  const value = token ? correctedUsd(corrected, pricingOf(token)) : UNKNOWN_USD;
  if (value.usd !== null || held?.valueSource !== "pipeline") return value;
  const part = held.shares === null ? null : ratio(Number(corrected.shares), Number(held.shares));
  const usd = product(part, held.value.knownUsd);
  return usd === null ? value : { usd, isUpperBound: value.isUpperBound || mayHoldLoss(held) };
}

/** Returns the value of one position after slashes. */
export function positionValue(network: Network, held: OperatorStrategy | undefined, lot: Lot): UsdValue {
  if (lot.shares === 0n) return { usd: 0, isUpperBound: false };
  if (!held) return { usd: null, isUpperBound: false };
  const { shares, correction } = sharesLeft(network, held, [lot]);
  const part = held.shares === null ? null : ratio(Number(shares), Number(held.shares));
  const usd = shares === 0n ? 0 : product(part, held.value.knownUsd);
  return {
    usd,
    isUpperBound: correction !== "exact" || mayHoldLoss(held),
    isUnpriced: isUnpriced(held.value),
  };
}
