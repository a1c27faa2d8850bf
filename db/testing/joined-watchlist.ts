import postgres from "postgres";

/** A row of the watchlist as one statement joins it. */
export interface Joined {
  entity_type: string;
  entity_id: string;
  name: string | null;
}

/**
 * Makes tables of watchlists beside the analytics database's own, as an installation with one database has them. Returns
 * how to add an account's entries, how to read its list in one statement, and how to remove the tables.
 */
export async function joinInOneDatabase(ownerUrl: string) {
  const pipeline = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await pipeline.unsafe(`
    drop schema if exists bench cascade;
    create schema bench;
    create table bench.users (id uuid primary key, seen_to timestamptz);
    create table bench.user_watchlist (
      user_id uuid references bench.users, entity_type text, entity_id text, created_at timestamptz default now(),
      unique (user_id, entity_type, entity_id)
    )`);
  return {
    add: async (id: string, seenTo: Date, rows: { entityType: string; entityId: string }[]) => {
      await pipeline`insert into bench.users values (${id}, ${seenTo.toISOString()})`;
      const [kinds, ids] = [rows.map((row) => row.entityType), rows.map((row) => row.entityId)];
      await pipeline`
        insert into bench.user_watchlist (user_id, entity_type, entity_id)
        select ${id}::uuid, * from unnest(${kinds}::text[], ${ids}::text[])`;
      await pipeline`analyze bench.user_watchlist`;
    },
    /** The statement is planned each time, as drizzle's are. */
    join: async (id: string): Promise<Joined[]> =>
      await pipeline.unsafe<Joined[]>(
        `
      select w.entity_type, w.entity_id, w.created_at, u.seen_to,
        coalesce(nullif(trim(m.metadata_json->>'name'), ''), nullif(trim(a.name), ''), nullif(trim(t.symbol), '')) as name,
        s.total_tvs, s.active_delegators, s.active_avs_count, s.current_pi_split_bips, s.last_slashed_at,
        month.delegator_count as delegators_before, month.active_avs_count as avs_before,
        day.total_tvs as tvs_at_visit, day.snapshot_date,
        services.now_count, services.visit_count, held.tvs_usd, held.operator_count, held.tvs_at_visit
      from bench.users u
      join bench.user_watchlist w on w.user_id = u.id
      left join operator_metadata m on w.entity_type = 'operator' and m.operator_id = w.entity_id
      left join operator_state s on w.entity_type = 'operator' and s.operator_id = w.entity_id
      left join avs_metadata a on w.entity_type = 'avs' and a.avs_id = w.entity_id
      left join strategy_exchange_rates r on w.entity_type = 'strategy' and r.strategy_address = w.entity_id
      left join token_metadata t on t.contract_address = r.underlying_token
      left join lateral (
        select total_tvs, snapshot_date from operator_daily_snapshots
        where operator_id = w.entity_id and snapshot_date between u.seen_to::date - 7 and u.seen_to::date
        order by snapshot_date desc limit 1
      ) day on w.entity_type = 'operator'
      left join lateral (
        select delegator_count, active_avs_count from operator_daily_snapshots
        where operator_id = w.entity_id and snapshot_date between date '2026-05-29' and date '2026-06-05'
        order by snapshot_date desc limit 1
      ) month on w.entity_type = 'operator'
      left join lateral (
        select count(*) filter (where newest.status = 'REGISTERED') as now_count,
          count(*) filter (where newest.then = 'REGISTERED') as visit_count
        from (
          select (array_agg(upper(status) order by status_changed_at desc))[1] as status,
            (array_agg(upper(status) order by status_changed_at desc) filter (where status_changed_at < u.seen_to))[1] as then
          from operator_avs_registration_history where avs_id = w.entity_id group by operator_id
        ) newest
      ) services on w.entity_type = 'avs'
      left join lateral (
        select sum(tvs_usd) as tvs_usd, count(*) as operator_count,
          (select sum(tvs_usd) from historical_tvs_snapshots
            where strategy_id = w.entity_id and snapshot_date = u.seen_to::date) as tvs_at_visit
        from operator_strategy_state where strategy_id = w.entity_id and tvs_usd > 0
      ) held on w.entity_type = 'strategy'
      where u.id = $1 order by w.created_at desc`,
        [id],
      ),
    remove: async () => {
      await pipeline`drop schema bench cascade`;
      await pipeline.end();
    },
  };
}
