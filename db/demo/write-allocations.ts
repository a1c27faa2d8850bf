import type { Sql } from "postgres";
import { type Allocation, magnitudeNow } from "./allocations";
import { presentBlock, presentDay, timeText } from "./calendar";
import { bipsAt, defaultBips } from "./commissions";
import { copyRows } from "./copy";
import { decimals } from "./numbers";
import { microsOf } from "./roster";
import { microsText } from "./split";
import type { World } from "./world";

/** The split that rewards of one allocation are divided by: the AVS split, else the PI split, else the default. */
function applicable(world: World, { operator, set }: Allocation): [number, string] {
  const list = world.commissionsOf.get(operator) ?? [];
  const avs = list.find((row) => row.avs === set.avs);
  if (avs) return [bipsAt(avs), "AVS"];
  const pi = list.find((row) => row.avs === null);
  return pi ? [bipsAt(pi), "PI"] : [defaultBips, "DEFAULT"];
}

export async function writeAllocations(sql: Sql, world: World) {
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
