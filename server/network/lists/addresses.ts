import type { Network } from "../network";
import { perNetwork } from "./per-network";

export const LISTED_KINDS = ["operators", "avs", "strategies"] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** Returns the addresses of every operator, AVS and strategy, in their order. */
const listed = perNetwork((network): Record<ListedKind, string[]> => {
  const { operators, avs, strategies } = network;
  return {
    operators: [...operators.keys()].sort(),
    avs: [...avs.keys()].sort(),
    strategies: [...strategies.keys()].sort(),
  };
});

/** Returns the addresses of a kind, `limit` of them from `offset` on. */
export const listAddresses = (
  network: Network,
  kind: ListedKind,
  { offset, limit }: { offset: number; limit: number },
) => listed(network)[kind].slice(offset, offset + limit);

/** Returns how many of each kind there are. */
export const countAddresses = (network: Network) =>
  LISTED_KINDS.map((kind) => ({ kind, count: network[kind].size }));
