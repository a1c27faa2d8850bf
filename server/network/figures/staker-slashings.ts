import { slashingRows } from "../lists/slashings";
import type { Network } from "../network";
import { mayBeSince } from "../slashing/slashing";

/** A staker's present delegation. `since` is `null` if not known: then every slashing counts. */
export interface Delegation {
  operator: string;
  since: Date | null;
  /** Strategies in which it has or had shares there. */
  strategies: { address: string; isHeld: boolean }[];
}

const MOST = 500;

/**
 * Returns the slashings of a staker's operator since the staker delegates to it, newest first, only in the staker's
 * strategies; `otherCount` slashings were in others. The staker's own loss is not included: its shares of that day
 * are not known.
 */
export function stakerSlashings(network: Network, { operator, since, strategies }: Delegation) {
  const had = new Set(strategies.map(({ address }) => address));
  const held = new Set(strategies.flatMap(({ address, isHeld }) => (isHeld ? [address] : [])));
  const all = slashingRows(network)
    .filter((row) => row.operator === operator)
    .filter((row) => mayBeSince(row, since))
    .slice(0, MOST);
  const slashings = all
    .map(({ id, slashedAt, blockNumber, avs, avsName, setNumber, parts, reason, transactionHash }) => ({
      id,
      operator,
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
      transactionHash,
    }))
    .filter(({ isKnown, parts }) => !isKnown || parts.length > 0)
    .map(({ isKnown: _, ...row }) => row);
  const positions = network.operators.get(operator)?.strategies ?? [];
  return {
    slashings,
    otherCount: all.length - slashings.length,
    /** How many of the staker's strategies have a value that may still include stake that a slash took. */
    unsettledStrategyCount: positions.filter(
      ({ strategy, correction }) => held.has(strategy) && correction !== "exact",
    ).length,
  };
}
