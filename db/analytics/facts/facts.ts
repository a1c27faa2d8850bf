import type { AnalyticsDb } from "../analytics-db";
import { readAllocations } from "./allocations";
import { readAvs } from "./avs";
import { readCheckpoints } from "./checkpoints";
import { readCommissions } from "./commissions";
import { readHistory } from "./history";
import { readNetworkDays } from "./network-days";
import { readOperatorSets } from "./operator-sets";
import { readOperators } from "./operators";
import { readPositions } from "./positions";
import { readPrices } from "./prices";
import { readRegistrations } from "./registrations";
import { readScores } from "./scores";
import { readSlashings } from "./slashings";
import { openSource, readEmptyTables } from "./source";
import { readStrategies } from "./strategies";
import { readValuesBeforeSlash } from "./values-before-slash";

/** The pipeline's small tables, complete, from one snapshot. Empty and implausible cells are `null`. */
export type Facts = Awaited<ReturnType<typeof readFacts>>;

/**
 * Reads all facts. Pass a snapshot, so that no figure mixes two runs. `now` is the wall clock: later instants are
 * implausible. A missing table reads as empty.
 */
export async function readFacts(db: AnalyticsDb, now: Date) {
  const source = await openSource(db, now);
  const { slashings } = await readSlashings(source);
  const facts = {
    ...(await readCheckpoints(source)),
    ...(await readOperators(source)),
    ...(await readAvs(source)),
    ...(await readOperatorSets(source)),
    ...(await readRegistrations(source)),
    ...(await readStrategies(source)),
    ...(await readPrices(source)),
    ...(await readPositions(source, slashings)),
    ...(await readAllocations(source)),
    ...(await readCommissions(source)),
    ...(await readScores(source)),
    ...(await readNetworkDays(source)),
    ...(await readHistory(source, slashings)),
    ...(await readValuesBeforeSlash(source, slashings)),
    slashings,
  };
  return {
    ...facts,
    readAt: now,
    missingTables: source.missing,
    emptyTables: await readEmptyTables(source),
    /** Implausible cells, by table and column. */
    implausible: source.implausible(),
  };
}
