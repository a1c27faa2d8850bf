import type { Sql } from "postgres";
import { type Allocation, isLive, magnitudeNow } from "./allocations";
import { blockAt, dayText, present, presentBlock, presentDay, secondsPerDay, timeText } from "./calendar";
import { activationDelay, bipsAt, type Commission, defaultBips, isPending } from "./commissions";
import { type Cell, copyRows } from "./copy";
import type { Membership } from "./memberships";
import { decimals } from "./numbers";
import { transactionFor } from "./random";
import { microsOf, type Operator } from "./roster";
import { microsText } from "./split";
import type { World } from "./world";

const now = timeText(present);

/** Registrations to AVSs, allocations, commissions and slashings, with their histories. */
export async function writeEvents(sql: Sql, world: World) {
  await writeMemberships(sql, world);
  await writeAllocations(sql, world);
  await writeCommissions(sql, world);
  await writeSlashings(sql, world);
}

async function writeMemberships(sql: Sql, world: World) {
  const rows = world.memberships;
  await copyRows(
    sql,
    "operator_avs_relationships",
    "id, operator_id, avs_id, current_status, current_status_since, first_registered_at, last_registered_at, last_unregistered_at, total_registration_cycles, total_days_registered, current_period_start, current_period_days, active_operator_set_ids, active_operator_set_count, avs_commission_bips, last_activity_at, created_at, updated_at",
    rows.map((row) => {
      const { operator, avs, periods } = row;
      const last = periods.at(-1) ?? { from: present, until: null };
      const left = periods.filter((one) => one.until !== null).at(-1)?.until ?? null;
      const first = timeText(periods[0]?.from ?? last.from);
      const sets = liveSets(world, operator, avs);
      const since = last.until ?? last.from;
      const current = last.until === null;
      const commission = commissionOf(world, operator, avs);
      return [
        `${operator.address}-${avs}`,
        operator.address,
        avs,
        current ? "REGISTERED" : "UNREGISTERED",
        timeText(since),
        first,
        timeText(last.from),
        left === null ? null : timeText(left),
        periods.length,
        daysIn(row),
        current ? timeText(last.from) : null,
        current ? Math.floor((present - last.from) / secondsPerDay) : null,
        JSON.stringify(current ? sets : []),
        current ? sets.length : 0,
        commission ? bipsAt(commission) : null,
        timeText(since),
        first,
        now,
      ];
    }),
  );
  await copyRows(
    sql,
    "operator_avs_registration_history",
    "operator_id, avs_id, status, status_changed_at, status_changed_block, event_id, transaction_hash, created_at, updated_at",
    rows.flatMap(({ operator, avs, periods }) =>
      periods.flatMap(({ from, until }) => {
        const event = (status: string, at: number): Cell[] => {
          const transaction = transactionFor(status, operator.address, avs, at);
          return [
            operator.address,
            avs,
            status,
            timeText(at),
            blockAt(at),
            `${transaction}-0`,
            transaction,
            timeText(at),
            timeText(at),
          ];
        };
        return until === null
          ? [event("REGISTERED", from)]
          : [event("REGISTERED", from), event("UNREGISTERED", until)];
      }),
    ),
  );
  const days = [
    presentDay,
    ...Array.from({ length: 12 }, (_, i) => Date.UTC(2026, 6 - i, 1) / 1000 / secondsPerDay),
  ].reverse();
  await copyRows(
    sql,
    "operator_avs_relationship_snapshots",
    "operator_id, avs_id, snapshot_date, snapshot_block, current_status, days_registered_to_date, current_period_days, total_registration_cycles, active_operator_set_count, avs_commission_bips",
    days.flatMap((day) => {
      const time = day * secondsPerDay;
      return rows.flatMap<Cell[]>((row) => {
        const past = row.periods.filter((one) => one.from <= time);
        const current = past.find((one) => one.until === null || one.until > time);
        if (past.length === 0) return [];
        const sets = current ? liveSets(world, row.operator, row.avs, time).length : 0;
        const commission = commissionOf(world, row.operator, row.avs);
        const bips = commission ? bipsAt(commission, time) : null;
        const status = current ? "REGISTERED" : "UNREGISTERED";
        return [
          [
            row.operator.address,
            row.avs,
            dayText(day),
            blockAt(time),
            status,
            daysIn(row, time),
            current ? Math.floor((time - current.from) / secondsPerDay) : null,
            past.length,
            sets,
            bips,
          ],
        ];
      });
    }),
  );
}

function daysIn({ periods }: Membership, time = present): number {
  const seconds = periods.reduce(
    (sum, { from, until }) => sum + Math.max(0, Math.min(until ?? time, time) - from),
    0,
  );
  return Math.floor(seconds / secondsPerDay);
}

function commissionOf(world: World, operator: Operator, avs: string): Commission | undefined {
  return world.commissionsOf.get(operator)?.find((row) => row.avs === avs);
}

function liveSets(world: World, operator: Operator, avs: string, time = present): string[] {
  const rows = world.allocations.filter(
    (row) => row.operator === operator && row.set.avs === avs && isLive(row),
  );
  return [...new Set(rows.filter((row) => row.allocatedAt <= time).map((row) => row.set.id))].sort();
}

/** The split that rewards of one allocation are divided by: the AVS split, else the PI split, else the default. */
function applicable(world: World, { operator, set }: Allocation): [number, string] {
  const list = world.commissionsOf.get(operator) ?? [];
  const avs = list.find((row) => row.avs === set.avs);
  if (avs) return [bipsAt(avs), "AVS"];
  const pi = list.find((row) => row.avs === null);
  return pi ? [bipsAt(pi), "PI"] : [defaultBips, "DEFAULT"];
}

async function writeAllocations(sql: Sql, world: World) {
  await copyRows(
    sql,
    "operator_allocations",
    "id, operator_id, operator_set_id, strategy_id, magnitude, effect_block, allocated_at, allocated_at_block, created_at, updated_at, magnitude_usd, allocation_percent, applicable_commission_bips, commission_source",
    world.allocations.map((row) => {
      const { operator, set, strategy, magnitude } = row;
      const holding = operator.holdings.find((one) => one.strategy === strategy);
      const { max } = magnitudeNow(world.magnitudes, operator.address, strategy);
      const micros = holding
        ? microsOf(holding.shares, strategy, world.market.price(strategy, presentDay) ?? 0)
        : null;
      const part = max > 0n ? Number((magnitude * 1_000_000_000n) / max) / 1e9 : 0;
      const pending = row.effectBlock > presentBlock;
      const at = timeText(row.allocatedAt);
      const usd = pending || micros === null ? null : microsText(Math.round(micros * part));
      return [
        `${operator.address}-${set.id}-${strategy.address}`,
        operator.address,
        set.id,
        strategy.address,
        magnitude,
        row.effectBlock,
        at,
        row.allocatedBlock,
        at,
        at,
        usd,
        decimals(part * 100, 6),
        ...applicable(world, row),
      ];
    }),
  );
}

async function writeCommissions(sql: Sql, world: World) {
  const { commissions } = world;
  await copyRows(
    sql,
    "operator_commission_rates",
    "id, operator_id, commission_type, avs_id, current_bips, current_activated_at, current_set_at_block, upcoming_bips, upcoming_activated_at, upcoming_set_at_block, previous_bips, total_changes, first_set_at, created_at, updated_at, effective_bips, is_scheduled, is_default_fallback",
    commissions.map(({ operator, avs, changes }, i) => {
      const pending = changes.filter(isPending).at(-1);
      const active = changes.filter((one) => !isPending(one)).at(-1);
      const first = changes[0];
      const last = changes.at(-1);
      if (!first || !last) throw new Error("A commission without a change.");
      const since = active ?? first;
      const current = active?.new ?? defaultBips;
      const id = `${operator.address}-${avs === null ? "PI" : `AVS-${avs}`}`;
      const type = avs === null ? "PI" : "AVS";
      return [
        id,
        operator.address,
        type,
        avs,
        current,
        timeText(since.at + activationDelay),
        since.block,
        pending?.new ?? null,
        pending ? timeText(pending.at + activationDelay) : null,
        pending?.block ?? null,
        active?.old ?? null,
        i % 3 === 2 ? null : changes.length,
        timeText(first.at),
        timeText(first.at),
        timeText(last.at),
        i % 5 === 4 ? null : current,
        pending !== undefined,
        active === undefined,
      ];
    }),
  );
  // The same event stands twice here and there, as in the real pipeline's table, which has no unique event key.
  const events = commissions.flatMap((row) => row.changes.map((change) => ({ row, change })));
  await copyRows(
    sql,
    "operator_commission_history",
    "operator_id, commission_type, avs_id, old_bips, new_bips, change_delta, changed_at, activated_at, activation_delay_seconds, event_id, caller, block_number",
    events.flatMap(({ row, change }, i) => {
      const cells: Cell[] = [
        row.operator.address,
        row.avs === null ? "PI" : "AVS",
        row.avs,
        change.old,
        change.new,
        change.new - change.old,
        timeText(change.at),
        timeText(change.at + activationDelay),
        activationDelay,
        change.eventId,
        row.operator.address,
        change.block,
      ];
      return i % 9 === 4 ? [cells, cells] : [cells];
    }),
  );
  const from = presentDay - world.days + 1;
  await copyRows(
    sql,
    "operator_commission_rates_snapshots",
    "operator_id, commission_type, avs_id, snapshot_date, snapshot_block, current_bips, is_default_fallback",
    [...world.commissionsOf].flatMap(([operator, list]) =>
      Array.from({ length: world.days }, (_, i) => from + i).flatMap((day) => {
        const time = day * secondsPerDay;
        const set = list.filter((row) => (row.changes[0]?.at ?? present) <= time);
        const kept = [set.find((row) => row.avs === null), set.filter((row) => row.avs !== null).at(-1)];
        return kept.flatMap<Cell[]>((row) =>
          row
            ? [
                [
                  operator.address,
                  row.avs === null ? "PI" : "AVS",
                  row.avs,
                  dayText(day),
                  blockAt(time),
                  bipsAt(row, time),
                  bipsAt(row, time) === defaultBips,
                ],
              ]
            : [],
        );
      }),
    ),
  );
}

async function writeSlashings(sql: Sql, world: World) {
  const known = new Set(world.roster.map((one) => one.address));
  const rows = world.facts.slashings.filter((row) => known.has(row.operator));
  // Two incidents stand twice, under the same event: readers count distinct events.
  const copies = rows.flatMap((row, event) =>
    event % 7 === 3
      ? [
          { row, event },
          { row, event },
        ]
      : [{ row, event }],
  );
  await copyRows(
    sql,
    "operator_slashing_incidents",
    "id, operator_id, operator_set_id, slashed_at, slashed_at_block, description, event_id, transaction_hash, created_at, updated_at",
    copies.map(({ row, event }, i) => [
      i + 1,
      row.operator,
      row.setId,
      timeText(row.at),
      row.block,
      row.description,
      event + 1,
      row.transaction,
      timeText(row.at),
      timeText(row.at),
    ]),
  );
  await copyRows(
    sql,
    "operator_slashing_amounts",
    "slashing_incident_id, operator_id, strategy_id, wad_slashed, created_at, updated_at",
    copies.map(({ row }, i) => [
      i + 1,
      row.operator,
      row.strategy.address,
      row.wad,
      timeText(row.at),
      timeText(row.at),
    ]),
  );
  await sql.unsafe(
    "SELECT setval('operator_slashing_incidents_id_seq', greatest(1, (SELECT max(id) FROM operator_slashing_incidents)))",
  );
  await copyRows(
    sql,
    "slashing_events_cache",
    "operator_id, block_number, transaction_hash, operator_set_id, slashed_at, description, strategies, wad_slashed, created_at, updated_at",
    rows.map((row) => [
      row.operator,
      row.block,
      row.transaction,
      row.setId,
      timeText(row.at),
      row.description,
      `{${row.strategy.address}}`,
      `{${row.wad}}`,
      timeText(row.at),
      timeText(row.at),
    ]),
  );
}
