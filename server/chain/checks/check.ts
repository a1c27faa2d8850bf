import type { ChainAccount } from "../accounts";

/**
 * How our figure and the contract's relate. "newer": they differ, and the blocks between them can explain it. "differs": they
 * differ, and nothing explains it.
 */
export type Outcome = "agrees" | "newer" | "differs" | "ours not known" | "not answered";

/** A figure on both sides, `null` where a side does not tell. Magnitudes count 10^18 for a whole. */
type Value =
  | { unit: "magnitude" | "shares"; ours: bigint | null; chain: bigint | null }
  | { unit: "bps" | "count"; ours: number | null; chain: number | null }
  /** Without blocks on chain where the contract says that no delay is set. */
  | { unit: "blocks"; ours: number | null; chain: number | null; isUnset: boolean }
  /** The zero address stands for nobody. */
  | { unit: "address"; ours: string | null; chain: string | null };

type Figure =
  | "allocation delay"
  | "max magnitude"
  | "encumbered magnitude"
  | "PI split"
  | "AVS split"
  | "operator sets"
  | "slasher"
  | "recipient"
  | "delegates to"
  | "withdrawable shares";

export type Check = Value & {
  figure: Figure;
  about: {
    kind: "strategy" | "avs" | "set";
    id: string;
    name: string | null;
    decimals?: number | null;
  } | null;
  ourBlock: number | null;
  outcome: Outcome;
};

/** A withdrawal that waits in the queue, with the first block in which it can be completed. */
export interface QueuedWithdrawal {
  operator: string;
  operatorName: string | null;
  startBlock: number;
  completesAtBlock: number;
  /** Counted from the asked block, at 12 seconds a block. */
  completesAt: Date;
  isComplete: boolean;
  /** As they would be paid today; until that block slashes may lower them. */
  shares: { strategy: string; symbol: string | null; decimals: number | null; shares: bigint | null }[];
}

/** Everything that was asked about one entity, all at one block. */
export interface Findings {
  checks: Check[];
  /** Kinds of the addresses among them, by address. */
  accounts: Record<string, ChainAccount>;
  /** `null` where they were not asked for, or not answered. */
  withdrawals: QueuedWithdrawal[] | null;
}

export interface Comparison<T> {
  ours: T | null;
  chain: T | null;
  /** The block that our figure is of; `null` is not known. */
  ourBlock: number | null;
  block: number;
  /** Whether so many blocks can explain the difference. Any can, where this is left out. */
  canChange?: (blocksBetween: number) => boolean;
  isSame?: (ours: T, chain: T) => boolean;
}

/** Returns how both sides of a figure relate. */
export function outcomeOf<T>({
  ours,
  chain,
  ourBlock,
  block,
  canChange = () => true,
  isSame = (a, b) => a === b,
}: Comparison<T>): Outcome {
  if (chain === null) return "not answered";
  if (ours === null) return "ours not known";
  if (isSame(ours, chain)) return "agrees";
  if (ourBlock === null || block <= ourBlock) return "differs";
  return canChange(block - ourBlock) ? "newer" : "differs";
}
