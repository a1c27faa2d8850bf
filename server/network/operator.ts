import type { Facts } from "@/db/analytics/facts/facts";
import type { ChainDelay } from "./chain-facts";
import type { Securing } from "./clocks/activity";
import type { ObservedDelay } from "./clocks/exit";
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
  /** Registered to at least one AVS or operator set. */
  isActive: Tri;
  approver: string | null;
  /** Whether delegating needs the approver's signature; not known of who registered before April 2025. */
  isPermissioned: Tri;
  /** Delegators now, itself included. */
  delegatorCount: number | null;
  delegatesToItself: Tri;
  forcedUndelegationCount: number | null;
  /** After slashes. */
  value: UsdSum;
  /** The least certain of its strategies. */
  correction: Correction;
  /** Largest first. */
  strategies: OperatorStrategy[];
  /** Every AVS that it is or was registered to, allocates to, or was slashed by. */
  avs: OperatorAvs[];
  /** AVSs that it secures now. */
  avsCount: number | null;
  /** The same 30 days ago, as far as the AVSDirectory tells; those secured through operator sets count as now. */
  avsCount30dAgo: number | null;
  /** Promised, in effect or announced, over what could be, averaged over its strategies by value. */
  utilizationRatio: number | null;
  commission: Commission;
  /** The allocation delay that its rises imply; `null` where none can be told. */
  observedDelay: ObservedDelay | null;
  /** The allocation delay that the contract says; `null` where it was not asked. It outranks what was observed. */
  chainDelay: ChainDelay | null;
  /** The most that the delay can have been at a first slash, in blocks. */
  delayUpperBoundBlocks: number | null;
  /** Ids of `network.slashings`, newest first. */
  slashings: number[];
  /** `null` where slashings were not read. */
  slashingCount: number | null;
  lastSlashedAt: Date | null;
  lost: UsdSum;
  /** The pipeline's own figures. */
  scores: Facts["scores"][number] | null;
  concentrations: Facts["concentrations"];
  volatilities: Facts["volatilities"];
  change7d: Change | null;
  change30d: Change | null;
  delegatorCountThen: { "7": number | null; "30": number | null };
  /** Stake of `network.trendDays` at today's prices; `null` for a day that is not known. */
  trendUsd: (number | null)[] | null;
  /** On some of these days a slash may have taken more. */
  isTrendUpperBound: boolean;
  /** Among operators with stake whose figure is known; `null` for every other one. */
  ranks: { value: Rank | null; delegators: Rank | null; avs: Rank | null };
}

/** How a value changed since the day that stands for 7 or 30 days ago; not known between upper bounds. */
export interface Change {
  day: string;
  /** The value of that day, at that day's prices, after the slashes until then. */
  valueThenUsd: number | null;
  valueRatio: number | null;
  /** The change caused by stake alone, both days at today's prices. */
  stakeUsd: number | null;
  stakeRatio: number | null;
  /** Slashes may have taken more of the value of that day. */
  isThenUpperBound: boolean;
  /** Or of the value now. */
  isUpperBound: boolean;
}

/** An operator's stake in one strategy. */
export interface OperatorStrategy extends Exposure {
  operator: string;
  strategy: string;
  /** Delegated now, after slashes. */
  shares: bigint | null;
  delegatorCount: number | null;
  /** How far slashes could be taken off the shares. */
  correction: Correction;
  value: UsdSum;
  /** Shares, rate and price, or the pipeline's own column where rate or price is missing. */
  valueSource: "shares" | "pipeline" | null;
  /** When the pipeline wrote its own value; `null` for a value from shares. */
  valueAt: Date | null;
  /** 10^18 for who was never slashed there; exactly 0 is dead: nothing can be delegated into it any more. */
  maxMagnitude: bigint | null;
  /** The block of its newest change, as the pipeline says; `null` for none. */
  maxMagnitudeBlock: number | null;
  isDead: Tri;
  /** The part of a stake of its whole life that slashes took, exact. */
  slashedRatio: number | null;
  encumberedMagnitude: bigint | null;
  /** Promised, in effect or announced, over the maximum. */
  utilizationRatio: number | null;
  lost: UsdSum;
}

/** One operator's part in one AVS. */
export interface OperatorAvs extends Exposure {
  operator: string;
  avs: string;
  /** REGISTERED or UNREGISTERED at the AVSDirectory; says nothing of operator sets. */
  directoryStatus: string | null;
  statusSince: Date | null;
  firstRegisteredAt: Date | null;
  lastUnregisteredAt: Date | null;
  registeredDayCount: number | null;
  registrationCount: number;
  /** Whether it was registered at the AVSDirectory 30 days before the data; sets keep no such history. */
  wasRegistered30dAgo: Tri;
  securing: Securing;
  /** Ids of the sets that it is known to be a member of; `null` where the pipeline does not say. */
  memberOfSets: string[] | null;
  /** Its split of this AVS's rewards. */
  split: AppliedSplit;
  slashings: number[];
}

/** Three independent splits of rewards, in basis points. */
export interface Commission {
  /** Of programmatic incentives: the one headline. */
  pi: AppliedSplit;
  avs: (AppliedSplit & { avs: string })[];
  operatorSets: (AppliedSplit & { operatorSet: string })[];
  /** Over the AVS splits that it set. */
  avsRange: SplitRange;
}
