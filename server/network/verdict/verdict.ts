import type { DelayUpperBound, ObservedDelay } from "../clocks/exit";
import type { OwnAct } from "../operator";
import type { Tri, UsdSum } from "../unknown";

/** The six questions, in their order on a page. */
export const GATE_IDS = ["slashed", "ownSets", "exit", "acts", "worstAvs", "coverage"] as const;
export type GateId = (typeof GATE_IDS)[number];

/** The word of a verdict. From the worst to the best: the first whose condition holds. */
export const VERDICT_WORDS = [
  "stake-redistributed",
  "stake-burnt",
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
  /** Gates with an answer, of six. What is not known never passes. */
  answeredCount: number;
  /** A demo's real operator: allocations, acts and delays of it are modelled, and are not judged. */
  isDemoLimited: boolean;
  /** The version of the thresholds. */
  version: number;
}

/** Gate 1: has it been slashed, and how much was lost? */
export interface SlashedGate {
  /** Never slashed. */
  passes: Tri;
  /** Ids of `network.slashings`, newest first. */
  slashings: number[];
  lost: UsdSum;
  /** The largest part of its value first. */
  strategies: SlashedStrategy[];
  /** The part of its value that slashes took, 0..1, weighted by `ofStakeRatio`. */
  lostRatio: number | null;
  /** Half or more was lost, of its value or of a strategy that counts; `null`: the share of its value is not known. */
  isMostLost: Tri;
  /** The end of most of what decides: a recipient got it, or it was burnt or nobody is known to have got it. */
  outcome: "redistributed" | "burnt" | null;
  /** Known to be redistributed in whole or in part. */
  isAnyRedistributed: boolean;
}

export interface SlashedStrategy {
  strategy: string;
  /** 1 - max magnitude / 10^18, exact. */
  lostRatio: number | null;
  lostUsd: number | null;
  lostShares: bigint | null;
  /** The part of the operator's value that the strategy was before its first slash. */
  ofValueRatio: number | null;
  /** The same with nothing taken off by earlier slashes of other strategies: these parts add up. */
  ofStakeRatio: number | null;
  /** The day of that value; `null` where there is none. */
  day: string | null;
  basis: "day" | "shares" | null;
  /** The parts of a life's stake that recipients got, and that nobody is known to have got. */
  redistributedRatio: number;
  burntRatio: number;
}

/** Gate 2: by itself? Asked of the sets that slashed the operator, or can slash it. */
export interface OwnSetsGate {
  /** No set that slashed it, or can, appears to be its own. */
  passes: Tri;
  sets: JudgedSet[];
}

export interface JudgedSet {
  operatorSet: string;
  avs: string;
  hasSlashed: boolean;
  match: Match | null;
  clues: Clue[];
  /** The host that a slashing's own words name. */
  namedHost: string | null;
  /** Its members are all known, so that "the only operator" is more than "the only one known". */
  areMembersKnown: boolean;
  isOwn: boolean;
  /** It gives what it slashes to a recipient; `null`: not known. */
  isRedistributing: Tri;
  /** It can slash at least the part of the operator's value that counts. */
  canSlashMuch: Tri;
}

/** The reason for which a set is an operator's own: an address of it is the operator's. */
export type Match = "avs" | "slasher" | "recipient";

/** A hint that a set is an operator's own; names and hosts can be copied, so one alone decides nothing. */
export type Clue = "only-operator" | "equal-name" | "equal-host" | "named-by-slashing";

/** Gate 3: can stake be slashed before anybody can leave? */
export interface ExitGate {
  passes: Tri;
  /** The allocation delay that decides, in blocks; `null`: not known. */
  delayBlocks: number | null;
  /** Read from the chain, or told by the operator's newest rise. */
  delaySource: "chain" | "observed" | null;
  /** No delay was ever set: 17.5 days pass before its first allocation. */
  isDelayUnset: boolean;
  /** Allocation delay - 14 days, in blocks. */
  marginBlocks: number | null;
  observed: ObservedDelay | null;
  /** The most that the delay can have been at its first slash; it is shown, and decides nothing alone. */
  upperBound: DelayUpperBound | null;
  /** A change of the delay that counts later. */
  pending: { delayBlocks: number; effectBlock: number; effectAt: Date | null } | null;
  /** At least the part of its value that counts is in strategies whose stake can be redistributed. */
  isRedistributable: Tri;
  /** The margin is below 0, and what can be slashed in time can be burnt, not redistributed. */
  isCaution: boolean;
  /** A redistributing set of its own can slash the part of its value that counts, now. */
  hasOwnSet: Tri;
  isNothingAllocated: Tri;
  /** The demo's allocations of a real operator are modelled, and are not judged. */
  isDemoLimited: boolean;
}

/** Gate 4: does it still act? */
export interface ActsGate {
  passes: Tri;
  /** Its own last act; `null`: none is known. */
  last: OwnAct | null;
  /** Whole days since then, by the block clock of the data. */
  quietDayCount: number | null;
  /** It secures an AVS. */
  isSecuring: Tri;
  holdsStake: Tri;
  isDemoLimited: boolean;
}

/** Gate 5: how much hangs on one slash? */
export interface WorstAvsGate {
  passes: Tri;
  /** The AVS that can slash the most of its value now, or may; `null`: none can. */
  now: WorstAvs | null;
  /** The same once every announced change is in effect. */
  announced: WorstAvs | null;
  /** So much of its value that it is said, though it passes. */
  isSaid: boolean;
  isDemoLimited: boolean;
}

export interface WorstAvs {
  avs: string;
  slashable: UsdSum;
  /** Of the operator's priced value. Where they differ, a membership or a value is not known. */
  bounds: PartBounds;
}

/** The least and the most that a part is of the priced stake of a whole, 0..1. */
export interface PartBounds {
  least: number;
  most: number;
}

/** Gate 6: is enough known? */
export interface CoverageGate {
  passes: boolean;
  /** The reasons why not. */
  failing: Missing[];
  /** Everything that is not known, whether or not it decides. */
  missing: Missing[];
  /** Days since its first activity; `null`: not known. */
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
