import type { KnownSet } from "./known-sets";

/** Native ETH and EIGEN cannot be redistributed. */
const NOT_REDISTRIBUTABLE = [
  "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0",
  "0xacb55c530acdb2849e6d4f36992cd8c9d50ed8f7",
];

/** The recipient of slashed stake. */
export interface Recipient {
  outcome: "burned" | "redistributed" | "not-known";
  recipient: string | null;
  isAvsItself: boolean;
}

export const isRedistributable = (strategy: string): boolean =>
  !NOT_REDISTRIBUTABLE.includes(strategy.toLowerCase());

/** Returns who gets what a slash of a set takes from a strategy. A set that is not in the file is not known. */
export function recipientOf(
  strategy: string,
  set: Pick<KnownSet, "avs" | "redistributionRecipient"> | null | undefined,
): Recipient {
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
