import type { Sql } from "postgres";
import { blockAt, dayText, present, presentDay, secondsPerDay, timeText } from "../model/calendar";
import { activationDelay, bipsAt, defaultBips, isPending } from "../model/commissions";
import type { World } from "../model/world";
import { type Cell, copyRows } from "./copy";

/** Writes operators' splits: the present ones, each change, and each day. */
export async function writeCommissions(sql: Sql, world: World) {
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
  // Some events are stored twice, as in the real pipeline's table, which has no unique event key.
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
