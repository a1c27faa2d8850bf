import type { ChainSet } from "../chain-facts";
import { type KnownSet, knownSet } from "./known-sets";

/** Native ETH and EIGEN cannot be redistributed. */
const NOT_REDISTRIBUTABLE = [
  "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0",
  "0xacb55c530acdb2849e6d4f36992cd8c9d50ed8f7",
];

/** The recipient of slashed stake, and whether the stake was burned, was redistributed, or its end is not known. */
export interface Recipient {
  outcome: "burned" | "redistributed" | "not-known";
  recipient: string | null;
  isAvsItself: boolean;
}

export const isRedistributable = (strategy: string): boolean =>
  !NOT_REDISTRIBUTABLE.includes(strategy.toLowerCase());

/** The facts of a set that say where its slashed stake goes. */
type RecipientFacts = Pick<KnownSet, "avs" | "redistributionRecipient">;

/** Returns where a set's slashed stake goes: by the contract, or else by the file of known sets; `null`: not known. */
export function recipientFacts(id: string, chain: ChainSet | null | undefined): RecipientFacts | null {
  if (!chain) return knownSet(id);
  return { avs: id.slice(0, id.lastIndexOf("-")), redistributionRecipient: chain.recipient };
}

/** Returns the recipient of a strategy's stake when a set slashes it; unknown for a set that is not in the file. */
export function recipientOf(strategy: string, set: RecipientFacts | null | undefined): Recipient {
  const recipient = set?.redistributionRecipient ?? null;
  if (!isRedistributable(strategy)) return { outcome: "burned", recipient: null, isAvsItself: false };
  if (!set) return { outcome: "not-known", recipient: null, isAvsItself: false };
  if (!recipient) return { outcome: "burned", recipient: null, isAvsItself: false };
  return {
    outcome: "redistributed",
    recipient,
    isAvsItself: recipient.toLowerCase() === set.avs.toLowerCase(),
  };
}
