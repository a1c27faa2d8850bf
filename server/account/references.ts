import { log } from "../log";
import { metrics } from "../metrics/metrics";

/** Counts watched ids that were looked up, and those that are missing in the pipeline's data, which it logs. */
export function countReferences(lookedUp: number, gone: { entityType: string; entityId: string }[]): void {
  metrics().references.inc(lookedUp);
  metrics().goneReferences.inc(gone.length);
  if (gone.length > 0)
    log.warn(
      { gone: gone.map(({ entityType, entityId }) => `${entityType} ${entityId}`) },
      "watched entities are gone from the analytics database",
    );
}
