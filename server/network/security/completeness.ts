import type { Network } from "../network";
import { completeAllocations, fieldsOf } from "../source";

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
  const hasAllAllocations = completeAllocations(metadata).toAvs;
  if (!isDemo)
    return {
      hasAllSets: (address) => {
        const count = chain?.setCounts.get(address);
        return count !== undefined && (avs.get(address)?.sets.length ?? 0) >= count;
      },
      hasAllAllocations,
    };
  const { operatorSets } = fieldsOf(metadata?.complete);
  return { hasAllSets: () => operatorSets === "all", hasAllAllocations };
}
