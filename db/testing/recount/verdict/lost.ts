import type { Sql } from "postgres";
import { readTaken } from "../days";
import { redistributesTo } from "./known-sets";

export interface LostRecount {
  operator: string;
  /** The part of its value that slashes took, 0..1; `null`: the value before is not known. */
  lostRatio: number | null;
  isMostLost: boolean | null;
  outcome: "redistributed" | "burned" | null;
  strategies: Map<string, LostPart>;
}

interface LostPart {
  lostRatio: number;
  /** The strategy's part of the operator's value on the day before, after earlier slashes. */
  ofValueRatio: number | null;
  /** The strategy's part of the operator's value on the day before, as if nothing had been slashed earlier. */
  ofStakeRatio: number | null;
  day: string | null;
}

const WAD = 10n ** 18n;

/** Returns the losses of every slashed operator, from maximum magnitudes and the values of the day before. */
export async function readLost(sql: Sql): Promise<Map<string, LostRecount>> {
  const firsts = await sql<{ operator: string; strategy: string; block: number; max: string }[]>`
    select i.operator_id as operator, a.strategy_id as strategy, min(i.slashed_at_block)::int as block,
      max(m.max_magnitude)::text as max
    from operator_slashing_incidents i
    join operator_slashing_amounts a on a.slashing_incident_id = i.id and a.wad_slashed > 0
    join operator_strategy_state m on m.operator_id = i.operator_id and m.strategy_id = a.strategy_id
    group by 1, 2`;
  const taken = await readTaken(sql);
  const found = new Map<string, LostRecount>();
  for (const { operator, strategy, block, max } of firsts) {
    const strategies = found.get(operator)?.strategies ?? new Map<string, LostPart>();
    found.set(operator, { operator, lostRatio: 0, isMostLost: false, outcome: null, strategies });
    const eve = await sql<{ day: string; strategy: string; usd: number }[]>`
      select snapshot_date::text as day, strategy_id as strategy, tvs_usd::float8 as usd
      from historical_tvs_snapshots
      where operator_id = ${operator} and tvs_usd is not null and snapshot_date = (
        select max(snapshot_date) from network_daily_aggregates where snapshot_block < ${block})`;
    const day = eve[0]?.day ?? null;
    const takenOf = (row: { strategy: string }) =>
      taken.find((one) => one.operator === operator && one.strategy === row.strategy && one.day === day)
        ?.usd ?? 0;
    const partBy = (worth: (row: { strategy: string; usd: number }) => number) => {
      const all = eve.reduce((sum, row) => sum + worth(row), 0);
      const own = eve.find((row) => row.strategy === strategy);
      return own && all > 0 ? worth(own) / all : null;
    };
    strategies.set(strategy, {
      lostRatio: Number(WAD - BigInt(max)) / 1e18,
      ofValueRatio: partBy((row) => row.usd - takenOf(row)),
      ofStakeRatio: partBy((row) => row.usd),
      day,
    });
  }
  for (const one of found.values()) await weigh(sql, one);
  return found;
}

/** Sets whether most was lost, and whether the larger part of that was redistributed or burned. */
async function weigh(sql: Sql, one: LostRecount) {
  const parts = [...one.strategies].map(([strategy, part]) => ({ strategy, ...part }));
  if (parts.some(({ ofValueRatio }) => ofValueRatio === null)) {
    [one.lostRatio, one.isMostLost] = [null, null];
    return;
  }
  const whole = parts.reduce((sum, part) => sum + part.lostRatio * (part.ofStakeRatio ?? 0), 0);
  one.lostRatio = Math.min(1, whole);
  const alone = parts.filter((part) => (part.ofValueRatio ?? 0) >= 0.1 && part.lostRatio >= 0.5);
  const deciding = alone.length > 0 ? alone : whole >= 0.5 ? parts : [];
  one.isMostLost = deciding.length > 0;
  if (!one.isMostLost) return;
  let [given, burned] = [0, 0];
  for (const { strategy, ofValueRatio } of deciding) {
    const slashes = await sql<{ set: string; wad: string }[]>`
      select i.operator_set_id as set, max(a.wad_slashed)::text as wad
      from operator_slashing_incidents i join operator_slashing_amounts a on a.slashing_incident_id = i.id
      where i.operator_id = ${one.operator} and a.strategy_id = ${strategy} and a.wad_slashed > 0
      group by 1, i.slashed_at_block, i.transaction_hash order by i.slashed_at_block`;
    let left = 1;
    for (const { set, wad } of slashes) {
      const lost = left * (Number(wad) / 1e18) * (ofValueRatio ?? 0);
      left *= Number(WAD - BigInt(wad)) / 1e18;
      if (redistributesTo(set, strategy)) given += lost;
      else burned += lost;
    }
  }
  one.outcome = given > 0 && given >= burned ? "redistributed" : "burned";
}
