import { and, eq, gte, lt, lte, or } from "drizzle-orm";
import { historicalTvsSnapshots } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import type { SlashingRow } from "./slashings";
import { hasTables, readRows, type Source, today } from "./source";

/** How much older than the slash the last kept day may be. */
const TOLERANCE_DAYS = 7;

const h = historicalTvsSnapshots;
const value = {
  operator: cell.id(h.operatorId),
  strategy: cell.id(h.strategyId),
  day: cell.day(h.snapshotDate),
  shares: cell.shares(h.shares),
  valueUsd: cell.usd(h.tvsUsd),
};

/** One day of an operator on which a strategy of it was slashed for the first time. */
interface FirstSlash {
  operator: string;
  day: string;
}

/** Returns the days on which an operator lost something of a strategy for the first time, each once. */
function firstSlashes(slashings: readonly SlashingRow[]): FirstSlash[] {
  const first = new Map<string, FirstSlash>();
  for (const { operator, slashedAt, amounts } of slashings) {
    if (slashedAt === null) continue;
    const day = slashedAt.toISOString().slice(0, 10);
    for (const { strategy, wadSlashed } of amounts) {
      const known = first.get(`${operator}-${strategy}`);
      if (wadSlashed !== 0n && (!known || day < known.day))
        first.set(`${operator}-${strategy}`, { operator, day });
    }
  }
  return [...new Map([...first.values()].map((one) => [`${one.operator} ${one.day}`, one])).values()];
}

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * Returns the daily values in every strategy of operators that were slashed, in the week up to the first slash of each
 * strategy: USD at that day's prices, slashes not taken off. Source: historical_tvs_snapshots.
 */
export async function readValuesBeforeSlash(source: Source, slashings: readonly SlashingRow[]) {
  const slashed = firstSlashes(slashings);
  if (slashed.length === 0 || !hasTables(source, h)) return { valuesBeforeSlash: [] };
  const weeks = slashed.map(({ operator, day }) =>
    and(
      eq(h.operatorId, operator),
      gte(h.snapshotDate, daysBefore(day, TOLERANCE_DAYS)),
      lt(h.snapshotDate, daysBefore(day, -1)),
    ),
  );
  return {
    valuesBeforeSlash: await readRows(source, value, (columns) =>
      source.db
        .selectDistinct(columns)
        .from(h)
        .where(and(or(...weeks), lte(h.snapshotDate, today(source)))),
    ),
  };
}
