import type { Network, Slashing } from "../network";
import { knownSet, type PublishedAccount, publishedAccounts } from "../slashing/known-sets";
import { recipientFacts, recipientOf } from "../slashing/recipient";
import { fractionOf } from "../slashing/slashing";
import { addSums, sumOf, type UsdSum } from "../unknown";
import { verdictOf } from "../verdict/judge";
import { type Bounds, type Columns, type Filter, filterOf, inBounds, matchesSearch } from "./list";
import { perNetwork } from "./per-network";

/** One slashing in the list, in USD and ratios. */
export type SlashingRow = ReturnType<typeof slashingRow>;

/**
 * Returns a slashing with the names of its operator, AVS and strategies. `reason` is the AVS's own text, unchecked.
 */
function slashingRow(network: Network, slashing: Slashing) {
  const { operators, avs, strategies, operatorSets } = network;
  const operator = operators.get(slashing.operator);
  const set = knownSet(slashing.operatorSet);
  const recipient = recipientFacts(slashing.operatorSet, operatorSets.get(slashing.operatorSet)?.chain);
  const parts = slashing.parts.map(({ strategy, wadSlashed, lostUsd, isUpperBound }) => ({
    address: strategy,
    symbol: strategies.get(strategy)?.symbol ?? null,
    /** The fraction of the operator's whole stake in the strategy; fractions of strategies are never added. */
    ratio: fractionOf(wadSlashed),
    lostUsd,
    isUpperBound,
    /** The recipient of the slashed stake: burned, or redistributed to an account, perhaps the AVS itself. */
    ...recipientOf(strategy, recipient),
  }));
  const ratios = parts.flatMap(({ ratio }) => ratio ?? []);
  const { lost } = slashing;
  return {
    id: slashing.id,
    slashedAt: slashing.slashedAt,
    blockNumber: slashing.blockNumber,
    operator: slashing.operator,
    operatorName: operator?.name ?? null,
    verdict: operator ? verdictOf(network, operator).word : null,
    avs: slashing.avs,
    avsName: avs.get(slashing.avs)?.name ?? null,
    setNumber: slashing.setNumber,
    /** The slasher by the file of known sets; `null` if not known, which does not mean that nobody could slash. */
    slasher: set?.slasher?.address ?? null,
    strategyCount: parts.length,
    largestRatio: ratios.length === 0 ? null : Math.max(...ratios),
    ...lossFigures(lost),
    parts,
    reason: slashing.reason,
    transactionHash: slashing.transactionHash,
  };
}

/** Returns a loss at today's prices, and how certain it is. `unpricedCount` parts are not included. */
const lossFigures = ({ knownUsd, isUpperBound, unknownCount }: UsdSum) => ({
  lostUsd: knownUsd,
  isLossUpperBound: isUpperBound,
  unpricedCount: unknownCount,
});

export const SLASHING_COLUMNS = {
  time: { unit: "time", value: (row) => row.slashedAt },
  operator: { unit: "text", value: (row) => row.operatorName ?? row.operator },
  avs: { unit: "text", value: (row) => row.avsName ?? row.avs },
  fraction: { unit: "ratio", value: (row) => row.largestRatio },
  loss: { unit: "usd", value: (row) => row.lostUsd },
  reason: { unit: "text", value: (row) => row.reason, sort: null },
  transaction: { unit: "text", value: (row) => row.transactionHash, sort: null },
} as const satisfies Columns<SlashingRow>;
export type SlashingColumnId = keyof typeof SLASHING_COLUMNS;

/** Returns every slashing once, the newest first. */
export const slashingRows = perNetwork((network): SlashingRow[] =>
  network.slashings.map((slashing) => slashingRow(network, slashing)),
);

export interface SlashingFilter {
  /** Words to search for in the names and addresses of the operator and the AVS, the reason and the transaction. */
  q?: string;
  operator?: string;
  avs?: string;
  /** A strategy in which something was slashed. */
  strategy?: string;
  lostUsd?: Bounds;
}

/** Returns the filter of a list of slashings. */
export function slashingFilterOf(asked: SlashingFilter): Filter<SlashingRow> {
  const { operator, avs, strategy } = asked;
  return filterOf(asked, [
    operator === undefined ? undefined : (row) => row.operator === operator,
    avs === undefined ? undefined : (row) => row.avs === avs,
    strategy === undefined ? undefined : (row) => row.parts.some(({ address }) => address === strategy),
    inBounds((row) => row.lostUsd, asked.lostUsd),
    matchesSearch(asked.q, (row) => [
      row.operatorName,
      row.operator,
      row.avsName,
      row.avs,
      row.reason,
      row.transactionHash,
    ]),
  ]);
}

/** Returns the slashings that match a filter, the newest first. */
function slashingsThat(network: Network, asked: SlashingFilter): SlashingRow[] {
  const { passes } = slashingFilterOf(asked);
  return passes ? slashingRows(network).filter(passes) : slashingRows(network);
}

/**
 * Returns the number of slashings, of slashing AVSs and of slashed operators, and the total loss, of which
 * `unpricedCount` parts are not known. All are `null` if slashings were not read.
 */
export function countSlashings(network: Network, filter: SlashingFilter = {}) {
  const rows = slashingsThat(network, filter);
  const ids = new Set(rows.map(({ id }) => id));
  if (network.totals.slashingCount === null)
    return { totalCount: null, operatorCount: null, avsCount: null, ...lossFigures(sumOf(null)) };
  const lost = addSums(network.slashings.flatMap((one) => (ids.has(one.id) ? [one.lost] : [])));
  return {
    totalCount: rows.length,
    operatorCount: new Set(rows.map(({ operator }) => operator)).size,
    avsCount: new Set(rows.map(({ avs }) => avs)).size,
    ...lossFigures(lost),
  };
}

/** Returns the operators that were slashed at least once, and how often. */
export const slashedOperators = perNetwork(({ operators }: Network) =>
  [...operators.values()]
    .filter(({ slashings }) => slashings.length > 0)
    .map(({ address, slashings }) => ({ address, slashingCount: slashings.length })),
);

/**
 * Returns published statements about the slashings of an operator or by an AVS, each once. None is verified by us.
 */
export function slashingAccounts(
  network: Network,
  subject: { operator?: string; avs?: string },
): PublishedAccount[] {
  const found = slashingsThat(network, subject).flatMap((row) => publishedAccounts(row.avs, row.operator));
  return [...new Set(found)];
}
