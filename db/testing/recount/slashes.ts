import type { Sql } from "postgres";

export interface Slash {
  operator: string;
  strategy: string;
  set: string;
  block: number;
  fraction: number;
  /** 1 - fraction, stored separately, since a number cannot tell 1 from all but one part in 10^18. */
  left: number;
  transaction: string | null;
}

/** Returns one row for each event and strategy. Copies of an event differ only in their ids. */
export async function readSlashes(sql: Sql): Promise<Slash[]> {
  const rows = await sql<(Omit<Slash, "fraction" | "left"> & { wad: string })[]>`
    select i.operator_id as operator, a.strategy_id as strategy, i.operator_set_id as set,
      i.slashed_at_block as block, i.transaction_hash as transaction, max(a.wad_slashed)::text as wad
    from operator_slashing_incidents i
    join operator_slashing_amounts a on a.slashing_incident_id = i.id
    where a.wad_slashed > 0
    group by 1, 2, 3, 4, 5
    order by i.slashed_at_block, i.transaction_hash`;
  return rows.map(({ wad, ...row }) => ({
    ...row,
    fraction: Number(wad) / 1e18,
    left: Number(10n ** 18n - BigInt(wad)) / 1e18,
  }));
}

export interface SlashingRecount {
  operator: string;
  avs: string;
  transactionHash: string | null;
  parts: { strategy: string; lostShares: number | null; lostUsd: number | null }[];
}

/** Returns the loss of each slash: of the shares of the day before, less earlier slashes. */
export async function readLosses(sql: Sql, slashes: Slash[], prices: Map<string, number | null>) {
  const found = new Map<string, SlashingRecount>();
  const left = new Map<string, { kept: number; real: number }>();
  for (const { operator, strategy, set, block, fraction, left: rest, transaction } of slashes) {
    const pair = `${operator}-${strategy}`;
    const [eve] = await sql<{ shares: number }[]>`
      select h.shares::float8 as shares from historical_tvs_snapshots h
      join network_daily_aggregates d on d.snapshot_date = h.snapshot_date
      where h.operator_id = ${operator} and h.strategy_id = ${strategy} and d.snapshot_block < ${block}
      order by h.snapshot_date desc limit 1`;
    const before = left.get(pair);
    const kept = eve?.shares ?? null;
    const real =
      kept === null
        ? null
        : !before
          ? kept
          : before.real + Math.max(0, kept - before.kept) - lostTo(before, kept);
    const lostShares = real === null ? null : real * fraction;
    if (kept !== null && real !== null) left.set(pair, { kept, real: real * rest });
    const price = prices.get(strategy) ?? null;
    const lostUsd = lostShares === null || price === null ? null : lostShares * price;
    const key = `${operator} ${set} ${block} ${transaction}`;
    const slashing = found.get(key) ?? {
      operator,
      avs: set.slice(0, set.lastIndexOf("-")),
      transactionHash: transaction,
      parts: [],
    };
    slashing.parts.push({ strategy, lostShares, lostUsd });
    found.set(key, slashing);
  }
  return [...found.values()];
}

/** Returns the shares lost to a slash. Shares that left since the previous slash were already lowered by it. */
const lostTo = (before: { kept: number; real: number }, kept: number) =>
  kept >= before.kept ? 0 : before.real * (1 - kept / before.kept);
