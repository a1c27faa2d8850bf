import type { Sql } from "postgres";
import { type Allocation, firstAllocatedAt, leftOf, magnitudeNow } from "../model/allocations";
import { presentBlock, presentDay, timeText } from "../model/calendar";
import { bipsAt, defaultBips } from "../model/commissions";
import { decimals } from "../model/numbers";
import { microsOf } from "../model/roster";
import { microsText } from "../model/split";
import type { World } from "../model/world";
import { copyRows } from "./copy";

/**
 * Returns the split that the old columns give for an allocation: the AVS split, else the PI split, else the default.
 */
function applicable(world: World, { operator, set }: Allocation): [number, string] {
  const list = world.commissionsOf.get(operator) ?? [];
  const avs = list.find((row) => row.avs === set.avs);
  if (avs) return [bipsAt(avs), "AVS"];
  const pi = list.find((row) => row.avs === null);
  return pi ? [bipsAt(pi), "PI"] : [defaultBips, "DEFAULT"];
}

/** Returns the value of an allocation's magnitude now, and its part of the whole. */
function worth(world: World, { operator, strategy }: Allocation, magnitude: bigint) {
  const holding = operator.holdings.find((one) => one.strategy === strategy);
  const { max } = magnitudeNow(world.magnitudes, operator.address, strategy);
  const micros = holding
    ? microsOf(leftOf(holding.shares, max), strategy, world.market.price(strategy, presentDay) ?? 0)
    : null;
  const part = max > 0n ? Number((magnitude * 1_000_000_000n) / max) / 1e9 : 0;
  return {
    usd: micros === null ? null : microsText(Math.round(micros * part)),
    percent: decimals(part * 100, 6),
  };
}

const idOf = ({ operator, set, strategy }: Allocation) => `${operator.address}-${set.id}-${strategy.address}`;

export async function writeAllocations(sql: Sql, world: World) {
  await copyRows(
    sql,
    "operator_allocations",
    "id, operator_id, operator_set_id, strategy_id, magnitude, effect_block, allocated_at, allocated_at_block, created_at, updated_at, magnitude_usd, allocation_percent, applicable_commission_bips, commission_source",
    world.allocations.map((row) => {
      const { operator, set, strategy, magnitude, effectBlock } = row;
      const at = timeText(row.allocatedAt);
      const { usd, percent } = worth(world, row, magnitude);
      return [
        idOf(row),
        operator.address,
        set.id,
        strategy.address,
        magnitude,
        effectBlock,
        at,
        row.allocatedBlock,
        timeText(firstAllocatedAt(row)),
        at,
        effectBlock > presentBlock ? null : usd,
        percent,
        ...applicable(world, row),
      ];
    }),
  );
  await writePeriods(sql, world);
}

/** Writes the periods in which each magnitude of an allocation was in effect. */
async function writePeriods(sql: Sql, world: World) {
  const periods = world.allocations.flatMap((row) => {
    const { before, magnitude, effectBlock } = row;
    const after = { magnitude, from: effectBlock, until: null };
    const earlier = before && { magnitude: before.magnitude, from: before.effectBlock, until: effectBlock };
    return [...(earlier ? [earlier] : []), after].map((period) => {
      const { usd, percent } = worth(world, row, period.magnitude);
      return [idOf(row), period.magnitude, usd, percent, period.from, period.until];
    });
  });
  await copyRows(sql, "demo_allocation", "id, magnitude, usd, percent, from_block, until_block", periods);
}
