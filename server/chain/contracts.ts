import { parseAbi } from "viem";
import type { CallBudget } from "./budget";

export type Hex = `0x${string}`;

interface Contracts {
  allocationManager: Hex;
  delegationManager: Hex;
  rewardsCoordinator: Hex;
  /** Answers many questions in one call, all at one block. */
  multicall: Hex;
}

/**
 * EigenLayer's contracts by chain id, from the list in the README of Layr-Labs/eigenlayer-contracts at commit f84a515.
 * Multicall3 has one address on every chain (mds1/multicall3).
 */
export const CONTRACTS: Record<number, Contracts> = {
  1: {
    allocationManager: "0x948a420b8cc1d6bfd0b6087c2e7c344a2cd0bc39",
    delegationManager: "0x39053d51b77dc0d36036fc1fcc8cb819df8ef37a",
    rewardsCoordinator: "0x7750d328b314effa365a0402ccfd489b80b0adda",
    multicall: "0xca11bde05977b3631167028862be2a173976ca11",
  },
};

/** One chain, and how we may ask it. */
export interface ChainSettings {
  chainId: number;
  contracts: Contracts;
  /** The URL of its node. It may contain a key, so it is never logged. */
  url: string;
  budget: CallBudget;
}

/** The recipient that the AllocationManager names for a set that burns what it slashes. */
export const BURN_ADDRESS = "0x00000000000000000000000000000000000e16e4";
export const NO_ADDRESS = "0x0000000000000000000000000000000000000000";

export const allocationManagerAbi = parseAbi([
  "struct OperatorSet { address avs; uint32 id; }",
  "function getAllocationDelay(address operator) view returns (bool isSet, uint32 delay)",
  "function getMaxMagnitude(address operator, address strategy) view returns (uint64)",
  "function getEncumberedMagnitude(address operator, address strategy) view returns (uint64)",
  "function getOperatorSetCount(address avs) view returns (uint256)",
  "function isOperatorSet(OperatorSet operatorSet) view returns (bool)",
  "function getRedistributionRecipient(OperatorSet operatorSet) view returns (address)",
  "function getStrategiesInOperatorSet(OperatorSet operatorSet) view returns (address[])",
  "function isMemberOfOperatorSet(address operator, OperatorSet operatorSet) view returns (bool)",
  "function isOperatorSlashable(address operator, OperatorSet operatorSet) view returns (bool)",
  "function getSlasher(OperatorSet operatorSet) view returns (address)",
  "function getPendingSlasher(OperatorSet operatorSet) view returns (address pendingSlasher, uint32 effectBlock)",
]);

export const delegationManagerAbi = parseAbi([
  "struct Withdrawal { address staker; address delegatedTo; address withdrawer; uint256 nonce; uint32 startBlock; address[] strategies; uint256[] scaledShares; }",
  "function delegatedTo(address staker) view returns (address)",
  "function minWithdrawalDelayBlocks() view returns (uint32)",
  "function getWithdrawableShares(address staker, address[] strategies) view returns (uint256[] withdrawableShares, uint256[] depositShares)",
  "function getQueuedWithdrawals(address staker) view returns (Withdrawal[] withdrawals, uint256[][] shares)",
]);

export const rewardsCoordinatorAbi = parseAbi([
  "function getOperatorAVSSplit(address operator, address avs) view returns (uint16)",
  "function getOperatorPISplit(address operator) view returns (uint16)",
]);

export const multicallAbi = parseAbi(["function getChainId() view returns (uint256 chainid)"]);

/** The functions of a Safe that return its owners, and how many of them must sign. */
export const safeAbi = parseAbi([
  "function getThreshold() view returns (uint256)",
  "function getOwners() view returns (address[])",
]);
