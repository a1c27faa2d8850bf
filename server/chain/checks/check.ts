import type { stakerExposure } from "../../network/figures/staker-exposure";
import type { ChainAccount } from "../accounts";

/**
 * The relation of our figure to the contract's. "newer": they differ, but changes in the blocks between them may
 * explain it. "differs": they differ, and nothing explains it.
 */
export type Outcome = "agrees" | "newer" | "differs" | "ours not known" | "not answered";

/** A figure on both sides; `null` if a side does not know it. Magnitudes are of 10^18. */
type Value =
  | { unit: "magnitude" | "shares"; ours: bigint | null; chain: bigint | null }
  | { unit: "bps" | "count"; ours: number | null; chain: number | null }
  /** A delay in blocks. The chain has no number of blocks if the operator never set a delay. */
  | { unit: "blocks"; ours: number | null; chain: number | null; isUnset: boolean }
  /** The zero address means nobody. */
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
  /** The address that takes over, and from which block, where the contract names one. */
  pending?: { address: string; effectBlock: number } | undefined;
};

/** A withdrawal that waits in the queue, with the first block in which it can be completed. */
export interface QueuedWithdrawal {
  operator: string;
  operatorName: string | null;
  startBlock: number;
  completesAtBlock: number;
  /** The time of that block, computed from the queried block at 12 seconds a block. */
  completesAt: Date;
  isComplete: boolean;
  /** The shares that would be paid today; slashes may lower them until the withdrawal can be completed. */
  shares: { strategy: string; symbol: string | null; decimals: number | null; shares: bigint | null }[];
  /** The amounts that sets of that operator can take, by our allocations; `null` if it can be completed. */
  exposure: ReturnType<typeof stakerExposure> | null;
}

/** Everything that was asked about one entity, all at one block. */
export interface Findings {
  checks: Check[];
  /** The accounts whose addresses are among the figures, by address. */
  accounts: Record<string, ChainAccount>;
  /** `null` if withdrawals were not asked for, or not answered. */
  withdrawals: QueuedWithdrawal[] | null;
}

export interface Comparison<T> {
  ours: T | null;
  chain: T | null;
  /** The block of our figure; `null` if not known. */
  ourBlock: number | null;
  block: number;
  /** Returns whether this many blocks can explain a difference. Default: any number can. */
  canChange?: (blocksBetween: number) => boolean;
  isSame?: (ours: T, chain: T) => boolean;
}

/** Returns how our side of a figure relates to the contract's. */
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
