import { and, desc, gte, inArray, lte, sql } from "drizzle-orm";
import { historicalTvsSnapshots, operatorDailySnapshots } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { type SlashingRow, slashedPairs } from "./slashings";
import { hasTables, inTurns, readRows, type Source, today } from "./source";

/** Besides the newest day, the two days of comparison are read, and every third day of this many for sparklines. */
const SPARKLINE_DAYS = 90;
const SPARKLINE_STEP = 3;
const COMPARED_DAYS = [7, 30];
/** The number of pairs whose whole series can be read in a few milliseconds. */
const PAIRS_AT_A_TIME = 50;
/** No day is earlier than the chain. */
const FIRST_DAY = "2015-01-01";
/** How much older than wanted a day of comparison may be, in days. */
const TOLERANCE_DAYS = 7;

const h = historicalTvsSnapshots;
const valueDay = {
  operator: cell.id(h.operatorId),
  strategy: cell.id(h.strategyId),
  day: cell.day(h.snapshotDate),
  shares: cell.shares(h.shares),
  valueUsd: cell.usd(h.tvsUsd),
  hasSlashingCaveat: cell.flag(h.hasSlashingCaveat),
};
const d = operatorDailySnapshots;
const operatorDay = {
  operator: cell.id(d.operatorId),
  day: cell.day(d.snapshotDate),
  blockNumber: cell.block(d.snapshotBlock),
  totalValueUsd: cell.usd(d.totalTvs),
  delegatorCount: cell.count(d.delegatorCount),
};

/** The shares of an operator in a strategy on each day of `facts.sparklineDays`; `null` for a day without a row. */
export interface SharesSeries {
  operator: string;
  strategy: string;
  shares: (bigint | null)[];
  /** Whether each day has a row with implausible shares. */
  unknown: boolean[];
}

/** Returns the pipeline's daily values of slashed pairs, oldest first. */
interface KeptDays {
  operator: string;
  strategy: string;
  days: { day: string; shares: bigint | null; valueUsd: number | null }[];
}

const sharesByDay = sql<Record<string, string>>`json_object_agg(${h.snapshotDate}, ${h.shares}::text)`;
const valueByDay = sql<Record<string, string | null>>`json_object_agg(${h.snapshotDate}, ${h.tvsUsd}::text)`;

const before = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** Returns the newest days with any rows, newest first. */
async function readKeptDays(source: Source, table: typeof h | typeof d): Promise<string[]> {
  if (!hasTables(source, table)) return [];
  const [newest] = await source.db
    .select({ day: table.snapshotDate })
    .from(table)
    .where(and(lte(table.snapshotDate, today(source)), gte(table.snapshotDate, FIRST_DAY)))
    .orderBy(desc(table.snapshotDate))
    .limit(1);
  if (!newest) return [];
  const days = await source.db
    .selectDistinct({ day: table.snapshotDate })
    .from(table)
    .where(
      and(gte(table.snapshotDate, before(newest.day, SPARKLINE_DAYS)), lte(table.snapshotDate, newest.day)),
    )
    .orderBy(desc(table.snapshotDate));
  return days.map(({ day }) => day);
}

/**
 * Returns the stored day to use as `days` days before the newest: that day, or the nearest one in the week before it.
 */
function comparedDay(kept: string[], days: number): string | undefined {
  const [newest] = kept;
  if (newest === undefined) return undefined;
  const [latest, earliest] = [before(newest, days), before(newest, days + TOLERANCE_DAYS)];
  return kept.find((day) => day <= latest && day >= earliest);
}

/** Returns the shares of every operator in every strategy on these days, in one row for each pair. */
async function readSeries(source: Source, days: string[]): Promise<SharesSeries[]> {
  if (days.length === 0) return [];
  const rows = await source.db
    .select({
      operator: h.operatorId,
      strategy: h.strategyId,
      sharesByDay,
    })
    .from(h)
    .where(inArray(h.snapshotDate, days))
    .groupBy(h.operatorId, h.strategyId);
  const seriesOf = ({ operator, strategy, sharesByDay }: (typeof rows)[number]) => {
    const cells = source.decode(
      { shares: cell.shares(h.shares) },
      days.map((day) => ({ shares: sharesByDay[day] })),
    );
    return {
      operator,
      strategy,
      shares: cells.map(({ shares }) => shares),
      unknown: days.map((day, index) => day in sharesByDay && cells[index]?.shares === null),
    };
  };
  return await inTurns(rows, PAIRS_AT_A_TIME, (some) => some.map(seriesOf));
}

/**
 * Returns the shares and values of slashed operators in slashed strategies on every day, to take slashes off them.
 */
async function readSlashedSeries(source: Source, slashings: SlashingRow[]): Promise<KeptDays[]> {
  const pairs = slashedPairs(slashings);
  if (pairs.size === 0 || !hasTables(source, h)) return [];
  const rows = await source.db
    .select({ operator: h.operatorId, strategy: h.strategyId, sharesByDay, valueByDay })
    .from(h)
    .where(
      and(
        inArray(h.operatorId, [...new Set([...pairs.values()].map(({ operator }) => operator))]),
        inArray(h.strategyId, [...new Set([...pairs.values()].map(({ strategy }) => strategy))]),
        lte(h.snapshotDate, today(source)),
      ),
    )
    .groupBy(h.operatorId, h.strategyId);
  return rows
    .filter(({ operator, strategy }) => pairs.has(`${operator}-${strategy}`))
    .map(({ operator, strategy, sharesByDay, valueByDay }) => {
      const days = Object.keys(sharesByDay).sort();
      const cells = source.decode(
        { shares: cell.shares(h.shares), valueUsd: cell.usd(h.tvsUsd) },
        days.map((day) => ({ shares: sharesByDay[day], valueUsd: valueByDay[day] })),
      );
      return {
        operator,
        strategy,
        days: days.map((day, index) => ({
          day,
          shares: cells[index]?.shares ?? null,
          valueUsd: cells[index]?.valueUsd ?? null,
        })),
      };
    });
}

/**
 * Returns the shares by strategy and operator 7 and 30 days before the newest day, and the shares of every third day
 * of the last 90 for sparklines. Days that were not stored are left out.
 */
export async function readHistory(source: Source, slashings: SlashingRow[]) {
  const kept = await readKeptDays(source, h);
  const keptOperatorDays = await readKeptDays(source, d);
  const [newestValueDay] = kept;
  const compared = (days: string[]) =>
    [days[0], ...COMPARED_DAYS.map((count) => comparedDay(days, count))].filter((day) => day !== undefined);
  const sparklineDays = newestValueDay
    ? kept
        .filter((day) => ((Date.parse(newestValueDay) - Date.parse(day)) / 86_400_000) % SPARKLINE_STEP === 0)
        .reverse()
    : [];
  const valueDays = compared(kept);
  const operatorDays = compared(keptOperatorDays);
  return {
    /** The newest day with values by strategy. */
    newestValueDay: newestValueDay ?? null,
    newestOperatorDay: keptOperatorDays[0] ?? null,
    /** The days used as 7 and 30 days ago; undefined if none was stored. */
    comparedValueDays: { 7: comparedDay(kept, 7), 30: comparedDay(kept, 30) },
    comparedOperatorDays: { 7: comparedDay(keptOperatorDays, 7), 30: comparedDay(keptOperatorDays, 30) },
    valueDays:
      valueDays.length === 0
        ? []
        : await readRows(source, valueDay, (columns) =>
            source.db.select(columns).from(h).where(inArray(h.snapshotDate, valueDays)),
          ),
    operatorDays:
      operatorDays.length === 0
        ? []
        : await readRows(source, operatorDay, (columns) =>
            source.db.select(columns).from(d).where(inArray(d.snapshotDate, operatorDays)),
          ),
    sparklineDays,
    sharesSeries: await readSeries(source, sparklineDays),
    slashedSeries: await readSlashedSeries(source, slashings),
  };
}
