import { queuedValue, sharesLeft } from "../../network/figures/share-values";
import type { StakerDelegation, StakerPosition } from "../../network/figures/staker";
import { stakerExposure } from "../../network/figures/staker-exposure";
import type { Network } from "../../network/network";
import { SECONDS_PER_BLOCK } from "../../network/units";
import { UNKNOWN_USD } from "../../network/unknown";
import type { Block, ChainReader } from "../client";
import { delegationManagerAbi, type Hex, NO_ADDRESS } from "../contracts";
import { question } from "../questions";
import { type Check, type Findings, outcomeOf, type QueuedWithdrawal } from "./check";
import { ourBlockOf } from "./our-block";

const MOST_STRATEGIES = 30;
const MOST_WITHDRAWALS = 50;

export interface AskedStaker {
  address: string;
  /** `null` if it delegates to nobody, `undefined` if not known. */
  delegation: StakerDelegation | null | undefined;
  positions: readonly StakerPosition[];
}

/** Returns a staker's shares beside the contract's own, and its queued withdrawals, at one block. */
export async function checkStaker(
  network: Network,
  { address, delegation, positions }: AskedStaker,
  chain: ChainReader,
  block: Block,
): Promise<Findings> {
  const { delegationManager } = chain.contracts;
  const held = positions.filter(({ shares }) => shares !== 0n).slice(0, MOST_STRATEGIES);
  const staker = address as Hex;
  const { operators, delays, withdrawables, queues } = await chain.ask(
    {
      operators: [question(delegationManager, delegationManagerAbi, "delegatedTo", [staker])],
      delays: [question(delegationManager, delegationManagerAbi, "minWithdrawalDelayBlocks", [])],
      withdrawables: [
        question(delegationManager, delegationManagerAbi, "getWithdrawableShares", [
          staker,
          held.map(({ strategy }) => strategy as Hex),
        ]),
      ],
      queues: [question(delegationManager, delegationManagerAbi, "getQueuedWithdrawals", [staker])],
    },
    block,
  );
  const ourBlock = ourBlockOf(network);
  const operator = {
    ours: delegation === undefined ? null : (delegation?.operator ?? NO_ADDRESS),
    chain: operators[0]?.toLowerCase() ?? null,
  };
  const strategies = network.operators.get(delegation?.operator ?? "")?.strategies ?? [];
  const checks = held.map((position, at): Check => {
    const { strategy, shares, writtenBlock } = position;
    const pair = strategies.find((one) => one.strategy === strategy);
    const lot = { shares: shares ?? 0n, writtenBlock, startedAt: delegation?.delegatedAt ?? null };
    const corrected = pair && shares !== null ? sharesLeft(network, pair, [lot]) : null;
    const isAtMost = corrected !== null && corrected.correction !== "exact";
    const sides = { ours: corrected?.shares ?? null, chain: withdrawables[0]?.[0][at] ?? null };
    const token = network.strategies.get(strategy);
    return {
      figure: "withdrawable shares",
      about: {
        kind: "strategy",
        id: strategy,
        name: token?.symbol ?? null,
        decimals: token?.decimals ?? null,
      },
      unit: "shares",
      ...sides,
      ourBlock,
      outcome: outcomeOf({
        ...sides,
        ourBlock,
        block: block.number,
        isSame: (ours, said) => isNear(ours, said) || (isAtMost && said <= ours),
      }),
    };
  });
  const [queue, delay] = [queues[0], delays[0]];
  return {
    checks: [
      {
        figure: "delegates to",
        about: null,
        unit: "address",
        ...operator,
        ourBlock,
        outcome: outcomeOf({ ...operator, ourBlock, block: block.number }),
      },
      ...checks,
    ],
    accounts: {},
    withdrawals: queue && delay != null ? queuedOf(network, queue, delay, block) : null,
  };
}

/** Returns whether two amounts differ by no more than the contract's rounding: a billionth of the larger one. */
function isNear(a: bigint, b: bigint): boolean {
  const [difference, larger] = a > b ? [a - b, a] : [b - a, b];
  return difference * 1_000_000_000n <= larger;
}

interface Queued {
  delegatedTo: Hex;
  startBlock: number;
  strategies: readonly Hex[];
}

function queuedOf(
  network: Network,
  [withdrawals, shares]: readonly [readonly Queued[], readonly (readonly bigint[])[]],
  delay: number,
  block: Block,
): QueuedWithdrawal[] {
  const queued = withdrawals.map(({ delegatedTo, startBlock, strategies }, at) => {
    const operator = delegatedTo.toLowerCase();
    const completesAtBlock = startBlock + delay + 1;
    const isComplete = block.number >= completesAtBlock;
    const withdrawn = strategies.map((one, place) => {
      const strategy = one.toLowerCase();
      const { symbol = null, decimals = null } = network.strategies.get(strategy) ?? {};
      return { strategy, symbol, decimals, shares: shares[at]?.[place] ?? null };
    });
    const seconds = (completesAtBlock - block.number) * SECONDS_PER_BLOCK;
    return {
      operator,
      operatorName: network.operators.get(operator)?.name ?? null,
      startBlock,
      completesAtBlock,
      completesAt: new Date(block.at.getTime() + seconds * 1000),
      isComplete,
      shares: withdrawn,
      exposure: isComplete ? null : exposureOf(network, operator, withdrawn, completesAtBlock - 1),
    };
  });
  return queued.sort((a, b) => a.completesAtBlock - b.completesAtBlock).slice(0, MOST_WITHDRAWALS);
}

/** Returns what each set of the old operator can take of a withdrawal until a block, at the newest prices. */
function exposureOf(
  network: Network,
  operator: string,
  withdrawn: QueuedWithdrawal["shares"],
  untilBlock: number,
) {
  const holdings = withdrawn.map(({ strategy, symbol, shares }) => {
    const value =
      shares === null
        ? UNKNOWN_USD
        : queuedValue(network, operator, strategy, { shares, correction: "exact" });
    return {
      address: strategy,
      symbol,
      tvsUsd: value.usd,
      isUpperBound: value.isUpperBound,
      isUnpriced: value.isUnpriced === true,
    };
  });
  return stakerExposure(network, operator, holdings, { untilBlock });
}
