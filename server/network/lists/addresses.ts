import type { Network } from "../network";
import { perNetwork } from "./per-network";

export const LISTED_KINDS = ["operators", "avs", "strategies", "entities"] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** Returns the addresses of every operator, AVS and strategy, in the order of their lists, and the slugs of entities. */
const listed = perNetwork((network): Record<ListedKind, string[]> => {
  const { operators, avs, strategies, entities } = network;
  return {
    operators: [...operators.keys()].sort(),
    avs: [...avs.keys()].sort(),
    strategies: [...strategies.keys()].sort(),
    entities: [...entities.keys()].sort(),
  };
});

/** Returns `limit` addresses or slugs of one kind, starting at `offset`. */
export const listAddresses = (
  network: Network,
  kind: ListedKind,
  { offset, limit }: { offset: number; limit: number },
) => listed(network)[kind].slice(offset, offset + limit);

/** Returns the number of operators, AVSs and strategies. */
export const countAddresses = (network: Network) =>
  LISTED_KINDS.map((kind) => ({ kind, count: network[kind].size }));
