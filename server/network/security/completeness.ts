import type { Network } from "../network";

/** Tells which lists are known to be complete. The pipeline may lack sets, and does not say so. */
export interface Completeness {
  /** Whether every operator set of an AVS is in the data. */
  hasAllSets: (avs: string) => boolean;
  /** Whether every allocation to an AVS is in the data, if allocations were read. */
  hasAllAllocations: (avs: string) => boolean;
}

/**
 * Returns what is complete. The chain says how many sets an AVS has; of a demo its own metadata does, under `complete`. A
 * pipeline alone never says that its list of sets is whole.
 */
export function completenessOf({
  source: { isDemo, metadata },
  chain,
  avs,
}: Pick<Network, "source" | "chain" | "avs">): Completeness {
  if (!isDemo)
    return {
      hasAllSets: (address) => {
        const count = chain?.setCounts.get(address);
        return count !== undefined && (avs.get(address)?.sets.length ?? 0) >= count;
      },
      hasAllAllocations: () => true,
    };
  const said = fieldsOf(metadata?.complete);
  const allocated = new Set(Array.isArray(said.allocations) ? said.allocations : []);
  return {
    hasAllSets: () => said.operatorSets === "all",
    hasAllAllocations: (address) => allocated.has(address),
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
