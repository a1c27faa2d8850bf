import type { Network } from "../network";
import type { Operator } from "../operator";
import { partOf } from "../parts";
import { mayBeSince } from "../slashing/slashing";
import { arePositionsRead } from "../source";
import { compareKnown, UNKNOWN_USD } from "../unknown";
import { verdictOf } from "../verdict/judge";
import { entityNames } from "./entity";
import { positionValue } from "./share-values";
import { stakeOf } from "./staker-exposure";

/** A staker's present or past shares of a strategy with its operator, as the pipeline keeps them. */
export interface StakerPosition {
  strategy: string;
  shares: bigint | null;
  writtenBlock: number | null;
  updatedAt: Date | null;
}

/** The operator that a staker delegates to, and since when; `null` if not known. */
export interface StakerDelegation {
  operator: string;
  delegatedAt: Date | null;
}

/** The figures of a staker who delegates to no operator. */
export const NO_DELEGATION = {
  operator: null,
  operatorName: null,
  operatorEntities: { brand: null, nodeOperator: null },
  operatorVerdict: null,
  delegatedAt: null,
  tvsUsd: null,
  unpricedCount: 0,
  isTvsUpperBound: false,
  ofOperatorRatio: null,
  slashingCount: 0,
  slashingCountSince: null,
  lastSlashedAt: null,
};

/** Returns a staker's delegated stake, by strategy after slashes, the most valuable first. */
export function stakerHoldings(
  network: Network,
  { operator, delegatedAt }: StakerDelegation,
  positions: readonly StakerPosition[],
) {
  const strategies = network.operators.get(operator)?.strategies ?? [];
  const held = positions.flatMap(({ strategy, shares, writtenBlock, updatedAt }) => {
    if (shares === 0n) return [];
    const token = network.strategies.get(strategy);
    const value =
      shares === null
        ? UNKNOWN_USD
        : positionValue(
            network,
            strategies.find((one) => one.strategy === strategy),
            { shares, writtenBlock, startedAt: delegatedAt },
          );
    return [
      {
        address: strategy,
        symbol: token?.symbol ?? null,
        decimals: token?.decimals ?? null,
        shares,
        tvsUsd: value.usd,
        isUpperBound: value.isUpperBound,
        isUnpriced: value.isUnpriced === true,
        updatedAt,
      },
    ];
  });
  const whole = stakeOf(held);
  return held
    .map((one) => ({ ...one, ofStakeRatio: partOf(stakeOf([one]), whole) }))
    .sort(
      (a, b) =>
        compareKnown(a.tvsUsd, b.tvsUsd, "descending") || compareKnown(a.address, b.address, "ascending"),
    );
}
type Holding = ReturnType<typeof stakerHoldings>[number];

/**
 * Returns a staker's headline figures. `ofOperatorRatio` is its part of all stake delegated to its operator.
 * `slashingCountSince` counts the operator's slashings since the delegation began, `null` if that date is not known.
 */
export function stakerHeadline(
  network: Network,
  address: string,
  delegation: StakerDelegation,
  holdings: readonly Holding[],
) {
  const operator = network.operators.get(delegation.operator);
  const { delegatedAt } = delegation;
  const value = stakeOf(holdings);
  return {
    address,
    operator: delegation.operator,
    operatorName: operator?.name ?? null,
    operatorEntities: operator ? entityNames(network, operator) : { brand: null, nodeOperator: null },
    operatorVerdict: operator ? verdictOf(network, operator).word : null,
    delegatedAt,
    /** `null` if positions were not read. */
    tvsUsd: arePositionsRead(network) ? value.knownUsd : null,
    unpricedCount: value.unknownCount,
    isTvsUpperBound: value.isUpperBound,
    ofOperatorRatio: operator && arePositionsRead(network) ? partOf(value, operator.value) : null,
    slashingCount: operator?.slashingCount ?? null,
    slashingCountSince: delegatedAt && countSince(network, operator, delegatedAt),
    lastSlashedAt: operator?.lastSlashedAt ?? null,
  };
}

function countSince({ slashings }: Network, operator: Operator | undefined, since: Date): number {
  const own = new Set(operator?.slashings);
  return slashings.filter((one) => own.has(one.id) && mayBeSince(one, since)).length;
}
