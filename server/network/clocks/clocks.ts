import type { Facts } from "@/db/analytics/facts/facts";
import { SECONDS_PER_BLOCK } from "../units";
import { type BlockTime, lateParts, leastReach, type Reach, timeOfBlock } from "./clock";

/** How many blocks a block may be ahead of the clock's estimate: an hour. */
const SLACK_BLOCKS = 300;
/** How many of the newest blocks of a table estimate the current block. */
const JUDGES = 9;
/**
 * How far a checkpoint's time may be from its block's: ten minutes, plus a hundredth of the distance from the nearest
 * known block, since slots are missed.
 */
const TOLERANCE_MILLISECONDS = 600_000;
const TOLERANCE_RATIO = 0.01;
/** A part is late if it is further than this behind the newest part. Daily tables are up to a day behind. */
const LATE_MILLISECONDS = 26 * 3_600_000;

type ClockFacts = Pick<
  Facts,
  | "checkpoints"
  | "syncs"
  | "syncsV2"
  | "subgraphs"
  | "newestOperatorDays"
  | "dayBlocks"
  | "allocations"
  | "slashings"
  | "registrationEvents"
  | "newestValueDay"
  | "readAt"
>;

export interface Clocks {
  /** The greatest known block. Changes that take effect later are pending. `null` if no block is known. */
  blockNow: number | null;
  /** The time of `blockNow`. */
  timeNow: Date | null;
  /** Blocks with known times, ascending, to convert between blocks and times. */
  blockTimes: BlockTime[];
  /** Blocks too new for the clock, with the table of each; they are ignored. */
  implausibleBlocks: { part: string; block: number }[];
  reaches: Reach[];
  /** The age of a page's data: the earliest instant in `reaches`. */
  dataAt: Date | null;
  /** Names of `reaches` that are over a day behind the newest one. */
  lateParts: string[];
}

/** Returns both clocks of the data: the greatest known block, and how far the data reaches. `readAt` is the wall clock. */
export function readClocks(facts: ClockFacts): Clocks {
  const sources = eventTimes(facts);
  const days = facts.dayBlocks.flatMap(({ day, blockNumber }) =>
    day === null || blockNumber === null ? [] : [{ blockNumber, at: new Date(day) }],
  );
  const latest = latestPossibleBlock([...sources, days], facts.readAt);
  const isPossible = possiblePair(latest, facts.readAt);
  const events = sources.flat().filter(isPossible);
  const candidates = blocksOf(facts);
  const implausibleBlocks = candidates.filter(({ block }) => block > latest);
  const known = candidates.filter(({ block }) => block <= latest);
  const anchors = events.length > 0 ? events : days.filter(isPossible);
  const checkpoints = facts.checkpoints.flatMap(({ blockNumber, processedAt }) =>
    blockNumber === null || processedAt === null || blockNumber > latest
      ? []
      : [{ blockNumber, at: processedAt }].filter((pair) => agrees(pair, anchors)),
  );
  const blockTimes = [...anchors, ...checkpoints].sort((a, b) => a.blockNumber - b.blockNumber);
  const blockNow = known.length === 0 ? null : Math.max(...known.map(({ block }) => block));
  const timeNow = blockNow === null ? null : earlier(timeOfBlock(blockNow, blockTimes), facts.readAt);
  const reaches = reachesOf(facts, latest, blockTimes, timeNow);
  return {
    blockNow,
    timeNow,
    blockTimes,
    implausibleBlocks,
    reaches,
    dataAt: leastReach(reaches, facts.readAt).at,
    lateParts: lateParts(reaches, LATE_MILLISECONDS),
  };
}

/** Blocks of events with their times, by table. */
const eventTimes = ({ allocations, slashings, registrationEvents }: ClockFacts): BlockTime[][] =>
  [
    allocations.map((row) => ({ blockNumber: row.allocatedAtBlock, at: row.allocatedAt })),
    slashings.map((row) => ({ blockNumber: row.blockNumber, at: row.slashedAt })),
    registrationEvents.map((row) => ({ blockNumber: row.blockNumber, at: row.changedAt })),
  ].map((rows) =>
    rows.flatMap(({ blockNumber, at }) => (blockNumber === null || at === null ? [] : [{ blockNumber, at }])),
  );

/** Returns the block that the chain reaches by `now` if no slot is missed after the given block. */
const blockBy = ({ blockNumber, at }: BlockTime, now: Date) =>
  blockNumber + (now.getTime() - at.getTime()) / 1000 / SECONDS_PER_BLOCK;

const middleOf = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];

/**
 * Returns the highest block that the wall clock allows: the median over tables of the median over each table's newest
 * blocks, so that one wrong row or column cannot decide it.
 */
function latestPossibleBlock(sources: BlockTime[][], now: Date): number {
  const bounds = sources.flatMap((pairs) => {
    const newest = [...pairs].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, JUDGES);
    return middleOf(newest.map((pair) => blockBy(pair, now))) ?? [];
  });
  const middle = middleOf(bounds);
  return middle === undefined ? Number.POSITIVE_INFINITY : middle + SLACK_BLOCKS;
}

/** Returns whether a block number and a time can belong together, judged by most other blocks. */
const possiblePair = (latest: number, now: Date) => (pair: BlockTime) =>
  latest === Number.POSITIVE_INFINITY ||
  Math.abs(blockBy(pair, now) - latest) <=
    2 * SLACK_BLOCKS + TOLERANCE_RATIO * 2 * ((now.getTime() - pair.at.getTime()) / 1000 / SECONDS_PER_BLOCK);

/** Returns the blocks that tell how far the chain was read, with the table of each. */
const blocksOf = (facts: ClockFacts) =>
  [
    ...facts.checkpoints.map((row) => ({
      part: `pipeline_checkpoints ${row.pipeline}`,
      block: row.blockNumber,
    })),
    ...facts.newestOperatorDays.map((row) => ({ part: "operator_daily_snapshots", block: row.blockNumber })),
    ...facts.dayBlocks.slice(-1).map((row) => ({ part: "network_daily_aggregates", block: row.blockNumber })),
    ...facts.syncs.map((row) => ({ part: syncName("pipeline_sync_status", row), block: row.blockNumber })),
    ...facts.subgraphs.map((row) => ({ part: "subgraph_health_status", block: row.blockNumber })),
  ].flatMap(({ part, block }) => (block === null ? [] : [{ part, block }]));

const syncName = (table: string, row: { pipeline: string | null; eventType: string | null }) =>
  [table, row.pipeline, row.eventType].filter(Boolean).join(" ");

/** Returns whether a checkpoint's time fits its block. Many pipelines store the time of the run there. */
function agrees({ blockNumber, at }: BlockTime, anchors: BlockTime[]): boolean {
  const expected = timeOfBlock(blockNumber, anchors);
  if (!expected) return true;
  const nearest = anchors.reduce(
    (least, known) => Math.min(least, Math.abs(known.blockNumber - blockNumber)),
    Infinity,
  );
  const tolerance = TOLERANCE_MILLISECONDS + nearest * SECONDS_PER_BLOCK * 1000 * TOLERANCE_RATIO;
  return Math.abs(at.getTime() - expected.getTime()) <= tolerance;
}

const earlier = (at: Date | null, limit: Date) => (at === null || at <= limit ? at : limit);

/**
 * Returns how far each part reaches: by its block, else by the start of its day, so that data never looks newer than
 * it is.
 */
function reachesOf(
  facts: ClockFacts,
  latest: number,
  blockTimes: BlockTime[],
  timeNow: Date | null,
): Reach[] {
  const at = (block: number | null) =>
    block === null || block > latest ? null : earlier(timeOfBlock(block, blockTimes), facts.readAt);
  const beginningOf = (day: string | null) =>
    day === null ? null : earlier(new Date(day), timeNow ?? facts.readAt);
  const { newestValueDay } = facts;
  const blockOfDay = [...facts.newestOperatorDays, ...facts.dayBlocks].find(
    ({ day }) => day === newestValueDay,
  )?.blockNumber;
  const days = [
    ...facts.newestOperatorDays.map((row) => ({ ...row, part: "operator_daily_snapshots" })),
    ...facts.dayBlocks.slice(-1).map((row) => ({ ...row, part: "network_daily_aggregates" })),
    ...(newestValueDay === null
      ? []
      : [{ day: newestValueDay, blockNumber: blockOfDay ?? null, part: "historical_tvs_snapshots" }]),
  ];
  return [
    ...facts.checkpoints.map((row) => ({
      part: `pipeline_checkpoints ${row.pipeline}`,
      at: at(row.blockNumber),
    })),
    ...days.map(({ part, day, blockNumber }) => ({ part, at: at(blockNumber) ?? beginningOf(day) })),
    ...facts.syncs.map((row) => ({ part: syncName("pipeline_sync_status", row), at: at(row.blockNumber) })),
    ...facts.syncsV2.map((row) => ({
      part: syncName("pipeline_sync_status_v2", row),
      at: at(row.blockNumber),
    })),
    ...facts.subgraphs.map((row) => ({ part: "subgraph_health_status", at: at(row.blockNumber) })),
  ];
}
