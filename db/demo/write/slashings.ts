import type { Sql } from "postgres";
import { timeText } from "../model/calendar";
import type { World } from "../model/world";
import { copyRows } from "./copy";

/** Writes the slashings of the operators in the demo. */
export async function writeSlashings(sql: Sql, world: World) {
  const known = new Set(world.roster.map((one) => one.address));
  const rows = world.slashings.filter((row) => known.has(row.operator));
  // Two incidents are stored twice under the same event, so readers must count distinct events.
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
