import { log } from "../log";

/** How many ids that point into the pipeline's database were looked up, and how many pointed at nothing. */
export interface ReferenceCounts {
  lookedUp: number;
  gone: number;
}

const kept = globalThis as typeof globalThis & { eigenwatchReferences?: ReferenceCounts };

/** What this process counted since it started, for its metrics. */
export function referenceCounts(): ReferenceCounts {
  kept.eigenwatchReferences ??= { lookedUp: 0, gone: 0 };
  return kept.eigenwatchReferences;
}

/** Counts ids that were looked up, and says in the log which of them pointed at nothing. */
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
