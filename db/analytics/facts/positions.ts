import { and, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import {
  operatorDelegatorShares,
  operatorDelegators,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { type SlashingRow, slashedPairs } from "./slashings";
import { hasTables, readTable, type Source } from "./source";

const state = {
  operator: cell.id(operatorStrategyState.operatorId),
  strategy: cell.id(operatorStrategyState.strategyId),
  /** Meaningless until it is first written: then no slash was seen, and it is 10^18. */
  maxMagnitude: cell.wad(operatorStrategyState.maxMagnitude),
  maxMagnitudeBlock: cell.block(operatorStrategyState.maxMagnitudeUpdatedBlock),
  /** Also true if its block is implausible. */
  isMaxMagnitudeWritten: {
    ...cell.flag(operatorStrategyState.maxMagnitudeUpdatedBlock),
    expression: sql<boolean>`${operatorStrategyState.maxMagnitudeUpdatedBlock} is not null`.as("is_written"),
  },
  encumberedMagnitude: cell.wad(operatorStrategyState.encumberedMagnitude),
  /** The pipeline's own value, often missing or unchanged since `valueUpdatedAt`. */
  valueUsd: cell.usd(operatorStrategyState.tvsUsd),
  valueUpdatedAt: cell.instant(operatorStrategyState.tvsUpdatedAt),
};

/** Delegators' positions in one strategy of one operator, summed. */
interface DelegatedShares {
  operator: string;
  strategy: string;
  shares: bigint;
  /** The number of delegators with a plausible position. */
  delegatorCount: number;
  /** Positions with implausible shares, which `shares` leaves out. */
  unknownCount: number;
}

/**
 * Positions in a slashed operator and strategy, summed by the interval between slashes in which they were written.
 */
export interface WrittenShares extends DelegatedShares {
  /**
   * The newest slashing's block at or before the block that wrote the shares; `null` if before the first slashing.
   */
  writtenSince: number | null;
  isWrittenBlockKnown: boolean;
  /** Whether they were written in exactly that block, as by a slash that lowers shares. */
  isWrittenInSlash: boolean;
  /** The time of the newest slashing at or before the first delegation; `null` if before the first, or not known. */
  delegatedSince: Date | null;
}

const s = operatorDelegatorShares;
const isPlausible = sql`${s.shares} > 0 and ${s.shares} < 1e36 and ${s.shares} = trunc(${s.shares})`;
const isDelegated = and(
  eq(operatorDelegators.operatorId, s.operatorId),
  eq(operatorDelegators.stakerId, s.stakerId),
  eq(operatorDelegators.isDelegated, true),
);
const sums = {
  operator: s.operatorId,
  strategy: s.strategyId,
  shares: sql<string>`coalesce(sum(${s.shares}) filter (where ${isPlausible}), 0)`,
  delegatorCount: sql<number>`count(*) filter (where ${isPlausible})`.mapWith(Number),
  unknownCount: sql<number>`count(*) filter (where not (${isPlausible}))`.mapWith(Number),
};

const readShares = <T extends { shares: string }>({ shares, ...row }: T) => ({
  ...row,
  shares: BigInt(shares.split(".")[0] ?? 0),
});

const bucket = (value: SQL, thresholds: SQL) =>
  sql<number>`width_bucket(${value}, ${thresholds})`.mapWith(Number);
const array = (items: (string | number)[], type: SQL) =>
  sql`array[${sql.join(
    items.map((item) => sql`${item}`),
    sql`, `,
  )}]::${type}[]`;

async function readWrittenShares(source: Source, slashings: SlashingRow[]): Promise<WrittenShares[]> {
  const operators = [...new Set(slashings.map((row) => row.operator))];
  const strategies = [...new Set(slashings.flatMap((row) => row.amounts.map((amount) => amount.strategy)))];
  const blocks = sortedUnique(slashings.flatMap((row) => row.blockNumber ?? []));
  const times = sortedUnique(slashings.flatMap((row) => row.slashedAt?.getTime() ?? []));
  if (operators.length === 0 || strategies.length === 0 || blocks.length === 0 || times.length === 0)
    return [];
  const blockThresholds = array(blocks, sql`integer`);
  const timeThresholds = array(
    times.map((time) => new Date(time).toISOString().slice(0, -1)),
    sql`timestamp`,
  );
  // Implausible blocks and instants count as unknown.
  const last = cell.greatestBlockAt(source.now);
  const writtenBlock = sql`case when ${s.sharesUpdatedBlock} between 1 and ${last}::integer then ${s.sharesUpdatedBlock} end`;
  const now = source.now.toISOString().slice(0, -1);
  const delegatedAt = sql`case when ${operatorDelegators.delegatedAt} between '2015-01-01' and ${now}::timestamp
    then ${operatorDelegators.delegatedAt} end`;
  const written = {
    ...sums,
    interval: bucket(writtenBlock, blockThresholds),
    isWrittenInSlash: sql<boolean>`coalesce(${writtenBlock} = any(${blockThresholds}), false)`,
    isWrittenBlockKnown: sql<boolean>`${writtenBlock} is not null`,
    delegatedInterval: bucket(delegatedAt, timeThresholds),
  };
  const groups = [
    written.interval,
    written.isWrittenInSlash,
    written.isWrittenBlockKnown,
    written.delegatedInterval,
  ];
  const rows = await source.db
    .select(written)
    .from(s)
    .innerJoin(operatorDelegators, isDelegated)
    .where(and(inArray(s.operatorId, operators), inArray(s.strategyId, strategies), ne(s.shares, "0")))
    // Grouped by position in the select, since Postgres does not recognise two expressions with parameters as equal.
    .groupBy(s.operatorId, s.strategyId, ...groups.map((_, index) => sql.raw(String(index + 6))));
  const pairs = slashedPairs(slashings);
  return rows
    .filter((row) => pairs.has(`${row.operator}-${row.strategy}`))
    .map(({ interval, delegatedInterval, ...row }) => ({
      ...readShares(row),
      writtenSince: blocks[interval - 1] ?? null,
      delegatedSince: toDate(times[delegatedInterval - 1]),
    }));
}

const sortedUnique = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b);
const toDate = (time: number | undefined) => (time === undefined ? null : new Date(time));

/**
 * Returns the pipeline's state of every operator in every strategy, and the shares delegated to it now. For slashed
 * operators and strategies, these are split by the slashings between which they were written.
 */
export async function readPositions(source: Source, slashings: SlashingRow[]) {
  const isThere = hasTables(source, operatorDelegatorShares, operatorDelegators);
  const shares = isThere
    ? await source.db
        .select(sums)
        .from(s)
        .innerJoin(operatorDelegators, isDelegated)
        .where(ne(s.shares, "0"))
        .groupBy(s.operatorId, s.strategyId)
    : [];
  source.reject(
    s.shares,
    shares.reduce((total, row) => total + row.unknownCount, 0),
  );
  return {
    operatorStrategies: await readTable(source, operatorStrategyState, state),
    delegatedShares: shares.map(readShares) as DelegatedShares[],
    writtenShares: isThere ? await readWrittenShares(source, slashings) : [],
  };
}
