import postgres, { type Sql } from "postgres";
import { type AllocationRow, readAllocations, readNow, whenInEffect } from "./allocations";
import { readPositions, readPrices } from "./positions";
import { readSlashes } from "./slashes";

const LEAVING_BLOCKS = 100_800;
const LAST_BLOCK = Number.MAX_SAFE_INTEGER;

/** The most that each AVS can take, and all of them together, in USD. */
interface Taken {
  byAvs: Map<string, number>;
  all: number;
}

/** The most that can be taken at each time of a move. */
interface MoveRecount {
  now: Taken;
  stays: Taken;
  between: Taken;
  arrival: Taken;
  settled: Taken;
}

/** Returns the recount of moves between operators: a stake that is the whole of the first one's, with both. */
export async function recountMoves(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const slashes = await readSlashes(sql);
    const positions = await readPositions(sql, slashes, await readPrices(sql));
    const allocations = await readAllocations(sql);
    const now = await readNow(sql);
    const splits = await readSplits(sql, now.at);
    const usdOf = (operator: string, strategy: string) =>
      positions.get(`${operator}-${strategy}`)?.usd ?? null;
    return {
      splits,
      move: (from: string, to: string): MoveRecount => {
        const count = (operator: string, magnitudeOf: (row: AllocationRow) => number): Taken => {
          const parts = allocations.flatMap((row) => {
            const usd = usdOf(from, row.strategy);
            const part = row.max === 0 ? 0 : magnitudeOf(row) / row.max;
            return row.operator === operator && usd !== null && part > 0 ? [{ ...row, usd, part }] : [];
          });
          const addresses = [...new Set(parts.map(({ avs }) => avs))];
          return {
            byAvs: new Map(addresses.map((avs) => [avs, sumOf(parts.filter((row) => row.avs === avs))])),
            all: sumOf(parts),
          };
        };
        const inTwoWeeks = (row: AllocationRow) => (isRemoved(row) || hasLeft(row) ? 0 : 1);
        const today = (row: AllocationRow) => (mayStillSlash(row, now.at) ? 1 : 0);
        const later = (row: AllocationRow) => (mayStillSlash(row, whenInEffect(row, now).at) ? 1 : 0);
        return {
          now: count(from, (row) => today(row) * magnitudeAt(row, now.block)),
          stays: count(from, (row) => later(row) * magnitudeAt(row, LAST_BLOCK)),
          between: count(from, (row) =>
            Math.max(
              today(row) * magnitudeAt(row, now.block),
              row.effect_block > now.block + LEAVING_BLOCKS ? 0 : later(row) * row.magnitude,
            ),
          ),
          arrival: count(to, (row) => inTwoWeeks(row) * magnitudeAt(row, now.block + LEAVING_BLOCKS + 1)),
          settled: count(to, (row) => inTwoWeeks(row) * magnitudeAt(row, LAST_BLOCK)),
        };
      },
    };
  } finally {
    await sql.end();
  }
}

/** Returns the sum of what is taken of each strategy, of which no more than the whole can be taken. */
function sumOf(parts: readonly { strategy: string; usd: number; part: number }[]): number {
  const taken = new Map<string, { usd: number; part: number }>();
  for (const { strategy, usd, part } of parts)
    taken.set(strategy, { usd, part: part + (taken.get(strategy)?.part ?? 0) });
  return [...taken.values()].reduce((sum, { usd, part }) => sum + usd * Math.min(1, part), 0);
}

const magnitudeAt = (row: AllocationRow, block: number) =>
  row.effect_block <= block ? row.magnitude : row.before;

const isRemoved = ({ strategies, strategy }: AllocationRow) =>
  strategies !== null && !strategies.includes(strategy);

const hasLeft = ({ sets, set }: AllocationRow) => sets !== null && !sets.includes(set);

/** Returns whether a set can slash at a time, or may: a member, one whose membership nobody knows, or one that left lately. */
function mayStillSlash(row: AllocationRow, at: Date): boolean {
  if (isRemoved(row)) return false;
  if (!hasLeft(row) || row.status !== "UNREGISTERED" || row.left_at === null) return true;
  return (at.getTime() - row.left_at.getTime()) / 1000 <= LEAVING_BLOCKS * 12;
}

/** Returns a lookup of an operator's split of an AVS's rewards, or of programmatic incentives without an AVS. */
async function readSplits(sql: Sql, now: Date) {
  const [setting] = await sql<{ bps: number }[]>`
    select coalesce((select current_value from global_rewards_config
      where config_type = 'DEFAULT_OPERATOR_SPLIT_BIPS'), 1000)::int as bps`;
  const rows = await sql<{ operator: string; type: string; avs: string | null; bps: number }[]>`
    select operator_id as operator, commission_type as type, avs_id as avs,
      (case when current_activated_at <= ${now.toISOString()}::timestamp then current_bips else previous_bips end)::int as bps
    from operator_commission_rates where commission_type in ('PI', 'AVS')`;
  const known = new Map(rows.map((row) => [`${row.operator} ${row.type === "PI" ? "" : row.avs}`, row.bps]));
  return (operator: string, avs = "") => known.get(`${operator} ${avs}`) ?? setting?.bps ?? 1000;
}
