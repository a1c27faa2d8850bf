import { slashingRows } from "../lists/slashings";
import type { Network } from "../network";
import { mayBeSince } from "../slashing/slashing";

/** A staker's present delegation. `since` is `null` where it is not known: then every slashing counts. */
export interface Delegation {
  operator: string;
  since: Date | null;
  /** Strategies that it has or had shares of there. */
  assets: { address: string; isHeld: boolean }[];
}

const MOST = 500;

/**
 * Returns the slashings of a staker's operator since it delegates there, newest first, with the parts that took of its
 * assets alone; `otherCount` took of others. What one cost the staker is not in them: its shares of that day are not known.
 */
export function stakerSlashings(network: Network, { operator, since, assets }: Delegation) {
  const had = new Set(assets.map(({ address }) => address));
  const held = new Set(assets.flatMap(({ address, isHeld }) => (isHeld ? [address] : [])));
  const all = slashingRows(network)
    .filter((row) => row.operator === operator)
    .filter((row) => mayBeSince(row, since))
    .slice(0, MOST);
  const slashings = all
    .map(({ id, slashedAt, blockNumber, avs, avsName, setNumber, parts, reason, transaction }) => ({
      id,
      slashedAt,
      blockNumber,
      avs,
      avsName,
      setNumber,
      isKnown: parts.length > 0,
      parts: parts.flatMap(({ address, symbol, ratio }) =>
        had.has(address) ? [{ address, symbol, ratio }] : [],
      ),
      reason,
      transaction,
    }))
    .filter(({ isKnown, parts }) => !isKnown || parts.length > 0)
    .map(({ isKnown: _, ...row }) => row);
  const strategies = network.operators.get(operator)?.strategies ?? [];
  return {
    slashings,
    otherCount: all.length - slashings.length,
    /** The staker's assets whose value may still hold what a slash took. */
    unsettledAssetCount: strategies.filter(
      ({ strategy, correction }) => held.has(strategy) && correction !== "exact",
    ).length,
  };
}
