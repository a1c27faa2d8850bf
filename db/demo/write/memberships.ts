import type { Sql } from "postgres";
import { blockAt, dayText, present, presentDay, secondsPerDay, timeText } from "../model/calendar";
import { bipsAt, type Commission } from "../model/commissions";
import { type Membership, setsAt } from "../model/memberships";
import { transactionFor } from "../model/random";
import type { Operator } from "../model/roster";
import type { World } from "../model/world";
import { type Cell, copyRows } from "./copy";

const now = timeText(present);

/** Writes registrations of operators to AVSs: the present ones, each event, and each month. */
export async function writeMemberships(sql: Sql, world: World) {
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
      const sets = setsAt(world, operator, avs);
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
        sets === null ? null : JSON.stringify(sets),
        sets === null ? null : sets.length,
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
        const sets = setsAt(world, row.operator, row.avs, time)?.length ?? null;
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
