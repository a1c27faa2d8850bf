import postgres, { type Sql } from "postgres";
import { type ExposureRecount, exposureOf, readAllocations, readNow } from "./allocations";
import { readPositions, readPrices } from "./positions";
import { readLosses, readSlashes, type SlashingRecount } from "./slashes";

/**
 * The money figures computed a second time, from the tables in SQL and plain numbers. This shares no code with the
 * fact readers or the rules, so that a mistake in either shows as a difference.
 */
export interface Recount {
  operators: Map<string, OperatorRecount>;
  avs: Map<string, ExposureRecount & { lostUsd: number; unknownLossCount: number }>;
  slashings: SlashingRecount[];
}

interface OperatorRecount extends ExposureRecount {
  valueUsd: number;
  unpricedCount: number;
  piBps: number;
  delegatorCount: number;
  lostUsd: number;
  unknownLossCount: number;
}

/** Returns every figure, computed again from the tables at `url`. */
export async function recount(url: string): Promise<Recount> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const slashes = await readSlashes(sql);
    const prices = await readPrices(sql);
    const positions = await readPositions(sql, slashes, prices);
    const allocations = await readAllocations(sql);
    const now = await readNow(sql);
    const losses = await readLosses(sql, slashes, prices);
    const operators = await countOperators(sql, positions, now.at);
    const avs: Recount["avs"] = new Map();
    for (const allocation of allocations) {
      const { operator, strategy } = allocation;
      const exposure = exposureOf(allocation, positions.get(`${operator}-${strategy}`)?.usd ?? 0, now);
      addExposure(operators.get(operator), exposure);
      addExposure(entry(avs, allocation.avs), exposure);
    }
    for (const { operator, avs: address, parts } of losses) {
      const [one, loser] = [entry(avs, address), operators.get(operator)];
      for (const { lostUsd } of parts) {
        one.lostUsd += lostUsd ?? 0;
        if (loser) loser.lostUsd += lostUsd ?? 0;
        if (loser && lostUsd === null) loser.unknownLossCount++;
        if (lostUsd === null) one.unknownLossCount++;
      }
    }
    return { operators, avs, slashings: losses };
  } finally {
    await sql.end();
  }
}

function entry(avs: Recount["avs"], address: string) {
  const known = avs.get(address);
  if (known) return known;
  const none = { allocatedUsd: 0, slashableUsd: 0, slashableUpToUsd: 0, lostUsd: 0, unknownLossCount: 0 };
  avs.set(address, none);
  return none;
}

function addExposure(to: ExposureRecount | undefined, part: ExposureRecount) {
  if (!to) return;
  to.allocatedUsd += part.allocatedUsd;
  to.slashableUsd += part.slashableUsd;
  to.slashableUpToUsd += part.slashableUpToUsd;
}

async function countOperators(
  sql: Sql,
  positions: Map<string, { operator: string; usd: number | null }>,
  now: Date,
): Promise<Map<string, OperatorRecount>> {
  const rows = await sql<{ operator: string; bps: number; delegators: number }[]>`
    select o.id as operator, coalesce(
        (select case when r.current_activated_at <= ${now.toISOString()}::timestamp then r.current_bips else r.previous_bips end
          from operator_commission_rates r where r.operator_id = o.id and r.commission_type = 'PI'),
        (select current_value from global_rewards_config where config_type = 'DEFAULT_OPERATOR_SPLIT_BIPS'),
        1000)::int as bps,
      (select count(*) from operator_delegators d where d.operator_id = o.id and d.is_delegated)::int as delegators
    from operators o`;
  const counted = new Map(
    rows.map(({ operator, bps, delegators }): [string, OperatorRecount] => [
      operator,
      {
        valueUsd: 0,
        unpricedCount: 0,
        piBps: bps,
        delegatorCount: delegators,
        lostUsd: 0,
        unknownLossCount: 0,
        allocatedUsd: 0,
        slashableUsd: 0,
        slashableUpToUsd: 0,
      },
    ]),
  );
  for (const { operator, usd } of positions.values()) {
    const one = counted.get(operator);
    if (!one) continue;
    one.valueUsd += usd ?? 0;
    if (usd === null) one.unpricedCount++;
  }
  return counted;
}
