import { log } from "../log";

/** How many watched ids were looked up in the pipeline's data, and how many are missing there. */
export interface ReferenceCounts {
  lookedUp: number;
  gone: number;
}

const kept = globalThis as typeof globalThis & { eigenwatchReferences?: ReferenceCounts };

/** Returns the counts since this process started, for its metrics. */
export function referenceCounts(): ReferenceCounts {
  kept.eigenwatchReferences ??= { lookedUp: 0, gone: 0 };
  return kept.eigenwatchReferences;
}

/** Counts looked-up ids, and logs those that are missing in the pipeline's data. */
export function countReferences(lookedUp: number, gone: { entityType: string; entityId: string }[]): void {
  const counts = referenceCounts();
  counts.lookedUp += lookedUp;
  counts.gone += gone.length;
  if (gone.length > 0)
    log.warn(
      { gone: gone.map(({ entityType, entityId }) => `${entityType} ${entityId}`), total: counts },
      "watched entities are gone from the analytics database",
    );
}
