import type { DelayUpperBound, ObservedDelay } from "../clocks/allocation-delay";
import type { OwnAct } from "../operator";
import type { Tri, UsdSum } from "../unknown";

/** The six questions, in their order on a page. */
export const GATE_IDS = ["slashed", "ownSets", "exit", "acts", "worstAvs", "coverage"] as const;
export type GateId = (typeof GATE_IDS)[number];

/** The words of a verdict, the worst first. An operator gets the first one whose condition holds. */
export const VERDICT_WORDS = [
  "stake-redistributed",
  "stake-burned",
  "slashable-before-leaving",
  "was-slashed",
  "exposed",
  "not-enough-known",
  "silent",
  "no-red-flag",
] as const;

export type VerdictWord = (typeof VERDICT_WORDS)[number];

export interface Gates {
  slashed: SlashedGate;
  ownSets: OwnSetsGate;
  exit: ExitGate;
  acts: ActsGate;
  worstAvs: WorstAvsGate;
  coverage: CoverageGate;
}

/** Whether an operator can be trusted, as far as the facts say: six gates, of which the worst answer decides. */
export interface Verdict {
  word: VerdictWord;
  gates: Gates;
  /** How many of the six gates have an answer. A gate whose answer is not known does not pass. */
  answeredCount: number;
  /**
   * Whether the data is a demo and the operator is real: its allocations, acts and delay are modelled, so not judged.
   */
  isDemoLimited: boolean;
  /** The version of the thresholds by which the operator was judged. */
  version: number;
}

/** Gate 1: has it been slashed, and how much was lost? */
export interface SlashedGate {
  /** Whether the operator was never slashed. */
  passes: Tri;
  /** Ids of `network.slashings`, newest first. */
  slashings: number[];
  lost: UsdSum;
  /** The strategies that were slashed, the largest part of the operator's value first. */
  strategies: SlashedStrategy[];
  /** The part of the operator's value that slashes took, 0..1, weighted by `ofStakeRatio`; `null`: not known. */
  lostRatio: number | null;
  /** Whether half or more was lost, of the operator's value or of a strategy that decides alone; `null`: not known. */
  isMostLost: Tri;
  /** Where most of the lost stake went: to recipients, or to nobody that is known. `null` unless `isMostLost`. */
  outcome: "redistributed" | "burned" | null;
  /** Whether a recipient is known to have got some of the lost stake. */
  isAnyRedistributed: boolean;
}

export interface SlashedStrategy {
  strategy: string;
  /** The part of the strategy's stake that slashes took: 1 - max magnitude / 10^18, exact; `null`: not known. */
  lostRatio: number | null;
  lostUsd: number | null;
  lostShares: bigint | null;
  /** The strategy's part of the operator's value on the last day before the strategy was first slashed, 0..1. */
  ofValueRatio: number | null;
  /** As `ofValueRatio`, but as if nothing had been slashed before, so that the ratios of all strategies can be added. */
  ofStakeRatio: number | null;
  /** The day whose values both parts are taken from; `null` if there is none. */
  day: string | null;
  basis: "day" | "shares" | null;
  /** The part of the strategy's full magnitude, 0..1, that slashes gave to recipients. */
  redistributedRatio: number;
  /** The part of the strategy's full magnitude, 0..1, that was slashed and that nobody is known to have got. */
  burnedRatio: number;
}

/** Gate 2: was it slashed by itself, or can it be? Asked of each set that slashed the operator, or can slash it. */
export interface OwnSetsGate {
  /** Whether no set that slashed the operator, or can slash it, appears to be its own. */
  passes: Tri;
  sets: JudgedSet[];
}

export interface JudgedSet {
  operatorSet: string;
  avs: string;
  hasSlashed: boolean;
  match: Match | null;
  clues: Clue[];
  /** The operator's website host, if a slashing's own description names it. */
  namedHost: string | null;
  /** Whether every member of the set is known, so that "the only operator" means more than "the only one known". */
  areMembersKnown: boolean;
  isOwn: boolean;
  /** Whether the set gives slashed stake to a recipient; `null`: not known. */
  isRedistributing: Tri;
  /** Whether the set can slash at least `ownSetRatio` of the operator's value. */
  canSlashMuch: Tri;
}

/**
 * The proof that a set is an operator's own: its AVS, slasher or recipient has the operator's address, or one reviewed
 * entity runs both the operator and the AVS.
 */
export type Match = "avs" | "slasher" | "recipient" | "entity";

/** A hint that a set is an operator's own; names and hosts can be copied, so one alone decides nothing. */
export type Clue = "only-operator" | "equal-name" | "equal-host" | "named-by-slashing";

/** Gate 3: can stake be slashed before anybody can leave? */
export interface ExitGate {
  passes: Tri;
  /** The allocation delay that decides, in blocks; `null`: not known. */
  delayBlocks: number | null;
  /** Where the delay is known from: the contract, or the newest rise of an allocation of the operator. */
  delaySource: "chain" | "observed" | null;
  /** Whether the operator never set a delay: then 17.5 days pass before its first allocation. */
  isDelayUnset: boolean;
  /** Allocation delay - 14 days, in blocks. */
  marginBlocks: number | null;
  observed: ObservedDelay | null;
  /**
   * The longest that the delay can have been at the operator's first slash; it is shown, and decides nothing alone.
   */
  upperBound: DelayUpperBound | null;
  /** A change of the delay that is not yet in effect. */
  pending: { delayBlocks: number; effectBlock: number; effectAt: Date | null } | null;
  /** Whether at least `redistributableRatio` of the operator's value is in strategies that can be redistributed. */
  isRedistributable: Tri;
  /** Whether nobody can leave in time, but a slash could burn the stake and not redistribute it. */
  isCaution: boolean;
  /** Whether a redistributing set of the operator's own can slash at least `ownSetRatio` of its value now. */
  hasOwnSet: Tri;
  isNothingAllocated: Tri;
  /** Whether the data is a demo and the operator is real: its allocations are modelled, so not judged. */
  isDemoLimited: boolean;
}

/** Gate 4: does it still act? */
export interface ActsGate {
  passes: Tri;
  /** Its own last act; `null`: none is known. */
  last: OwnAct | null;
  /** Whole days since the last act, by the block clock of the data; `null`: not known. */
  quietDayCount: number | null;
  /** Whether the operator secures an AVS. */
  isSecuring: Tri;
  holdsStake: Tri;
  /** Every table that an act can stand in was read. */
  areActsRead: boolean;
  isDemoLimited: boolean;
}

/** Gate 5: how much hangs on one slash? */
export interface WorstAvsGate {
  passes: Tri;
  /** The AVS that can slash the most of its value now, or may; `null`: none can. */
  now: WorstAvs | null;
  /** The AVS that can slash the most once every announced change is in effect; `null`: none can. */
  announced: WorstAvs | null;
  /** The AVS that surely can slash too much, for which the gate fails; `null` where it does not fail. */
  deciding: (WorstAvs & { isAnnounced: boolean }) | null;
  /** Whether one AVS can slash enough of the value that pages say so, even if the gate passes. */
  isSaid: Tri;
  isDemoLimited: boolean;
}

export interface WorstAvs {
  avs: string;
  slashable: UsdSum;
  /** The part of the operator's priced value. Its bounds differ where a membership or a value is not known. */
  bounds: PartBounds;
}

/** The least and the most that a part can be of the whole, 0..1. */
export interface PartBounds {
  least: number;
  most: number;
}

/** Gate 6: is enough known? */
export interface CoverageGate {
  passes: boolean;
  /** The missing facts for which the gate fails. */
  failing: Missing[];
  /** All missing facts, also those for which the gate does not fail. */
  missing: Missing[];
  /** Days since the operator's first activity; `null`: not known. */
  historyDayCount: number | null;
  unpricedStrategyCount: number;
  unknownMagnitudeCount: number;
}

export type Missing =
  | "slashings"
  | "worst-avs"
  | "value"
  | "prices"
  | "magnitudes"
  | "history"
  | "memberships"
  | "allocation-delay";
