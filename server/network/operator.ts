import type { Facts } from "@/db/analytics/facts/facts";
import type { ChainDelay } from "./chain-facts";
import type { Securing } from "./clocks/activity";
import type { DelayUpperBound, ObservedDelay } from "./clocks/allocation-delay";
import type { AppliedSplit, SplitRange } from "./commission";
import type { OperatorEntities } from "./entities/groups";
import type { Exposure } from "./exposure";
import type { Rank } from "./ranks";
import type { Tri, UsdSum } from "./unknown";
import type { Correction } from "./value";

export interface Operator extends Exposure {
  address: string;
  name: string | null;
  website: string | null;
  twitter: string | null;
  description: string | null;
  hasLogo: boolean;
  /** Groups that it is known to belong to. */
  entities: OperatorEntities;
  registeredAt: Date | null;
  registrationBlock: number | null;
  firstActivityAt: Date | null;
  lastActivityAt: Date | null;
  operationalDayCount: number | null;
  /** Whether it is registered to at least one AVS or operator set. */
  isActive: Tri;
  approver: string | null;
  /** Whether delegating needs the approver's signature; `null` for operators that registered before April 2025. */
  isPermissioned: Tri;
  /** Delegators now, including itself. */
  delegatorCount: number | null;
  delegatesToItself: Tri;
  forcedUndelegationCount: number | null;
  /** The value of its stake after slashes. */
  value: UsdSum;
  /** How far slashes are taken off its stake: the least certain of its strategies. */
  correction: Correction;
  /** Its stake by strategy, the largest first. */
  strategies: OperatorStrategy[];
  /** Every AVS that it is or was registered to, allocates to, or was slashed by. */
  avs: OperatorAvs[];
  /** Whether all of its allocations are in the data, if allocations were read: a demo lacks those of real operators. */
  areAllocationsComplete: boolean;
  /** AVSs that it secures now. */
  avsCount: number | null;
  /**
   * AVSs that it secured 30 days ago, as far as the AVSDirectory shows. For AVSs secured through operator sets,
   * today's count.
   */
  avsCount30dAgo: number | null;
  /** Magnitude in effect or announced, as a part of the maximum, averaged over its strategies by value. */
  utilizationRatio: number | null;
  commission: Commission;
  /** The allocation delay that its rises show; `null` if none is known. */
  observedDelay: ObservedDelay | null;
  /** The allocation delay stored in the contract; `null` if it was not asked. Used in place of `observedDelay`. */
  chainDelay: ChainDelay | null;
  /** The longest allocation delay possible at its first slash by a set. */
  delayUpperBound: DelayUpperBound | null;
  /** Its newest act of its own; `null`: none is known. */
  lastOwnAct: OwnAct | null;
  /** Whether every table of such acts was read. */
  areActsRead: boolean;
  /** Ids of `network.slashings`, newest first. */
  slashings: number[];
  /** `null` if slashings were not read. */
  slashingCount: number | null;
  lastSlashedAt: Date | null;
  lost: UsdSum;
  /** The pipeline's own scores of the operator; `null` if it has none. */
  scores: Facts["scores"][number] | null;
  concentrations: Facts["concentrations"];
  volatilities: Facts["volatilities"];
  change7d: Change | null;
  change30d: Change | null;
  delegatorCountThen: { "7": number | null; "30": number | null };
  /** Its value on each of `network.trendDays`, at today's prices; `null` for a day that is not known. */
  trendUsd: (number | null)[] | null;
  /** Whether slashes may have taken more on some of these days. */
  isTrendUpperBound: boolean;
  /** Its ranks among operators with stake; `null` if its figure is not known. */
  ranks: { value: Rank | null; delegators: Rank | null; avs: Rank | null };
}

/** Something that an operator did itself. */
export interface OwnAct {
  kind: "allocation" | "commission" | "metadata" | "registration" | "approver";
  at: Date;
}

/** The change of a value since the day used as 7 or 30 days ago; `null` between upper bounds. */
export interface Change {
  day: string;
  /** The value on that day, at that day's prices, after the slashes up to it. */
  valueThenUsd: number | null;
  valueRatio: number | null;
  /** The change of stake, with both days valued at today's prices. */
  stakeUsd: number | null;
  stakeRatio: number | null;
  /** Whether slashes may have taken more of the earlier value. */
  isThenUpperBound: boolean;
  /** Whether slashes may have taken more of either value. */
  isUpperBound: boolean;
}

/** An operator's stake in one strategy. */
export interface OperatorStrategy extends Exposure {
  operator: string;
  strategy: string;
  /** Shares delegated now, after slashes. */
  shares: bigint | null;
  delegatorCount: number | null;
  /** How far slashes could be taken off the shares. */
  correction: Correction;
  value: UsdSum;
  /** Computed from shares, rate and price, or the pipeline's own column if rate or price is missing. */
  valueSource: "shares" | "pipeline" | null;
  /** When the pipeline wrote the value; `null` for a computed value. */
  valueAt: Date | null;
  /** 10^18 if it was never slashed there. At exactly 0 the strategy is dead: nothing can be delegated into it. */
  maxMagnitude: bigint | null;
  /** The block of the newest change of the maximum magnitude, from the pipeline; `null` if it never changed. */
  maxMagnitudeBlock: number | null;
  isDead: Tri;
  /** The part that slashes took of a stake that was there from the start, exact. */
  slashedRatio: number | null;
  encumberedMagnitude: bigint | null;
  /** Magnitude in effect or announced, as a part of the maximum. */
  utilizationRatio: number | null;
  /** Whether all of its allocations are in the data, if allocations were read. */
  areAllocationsComplete: boolean;
  lost: UsdSum;
}

/** The relation of one operator to one AVS. */
export interface OperatorAvs extends Exposure {
  operator: string;
  avs: string;
  /** REGISTERED or UNREGISTERED at the AVSDirectory, which knows no operator sets. */
  directoryStatus: string | null;
  statusSince: Date | null;
  firstRegisteredAt: Date | null;
  lastUnregisteredAt: Date | null;
  registeredDayCount: number | null;
  registrationCount: number;
  /** Whether it was registered at the AVSDirectory 30 days ago; there is no such history of sets. */
  wasRegistered30dAgo: Tri;
  securing: Securing;
  /** Ids of the sets that it is known to be a member of; `null` if the pipeline does not say. */
  memberOfSets: string[] | null;
  /** Its split of the AVS's rewards. */
  split: AppliedSplit;
  slashings: number[];
}

/** Three independent splits of rewards, in basis points. */
export interface Commission {
  /** The split of programmatic incentives, shown as the headline. */
  pi: AppliedSplit;
  avs: (AppliedSplit & { avs: string })[];
  operatorSets: (AppliedSplit & { operatorSet: string })[];
  /** The range of the AVS splits that it set. */
  avsRange: SplitRange;
}
