import postgres from "postgres";
import { exposureOf, readAllocations, readNow } from "./allocations";
import { readPositions, readPrices } from "./positions";
import { readSlashes } from "./slashes";

export interface CeilingRecount {
  avs: string;
  operatorSet: string;
  /** By share and power, in USD: the cheapest of all coalitions, each of them tried. */
  ceilings: Map<string, number>;
  /** The fewest operators that have the share, by share and power. */
  fewest: Map<string, number>;
}

const SHARES = { third: [1, 3], half: [1, 2], "two-thirds": [2, 3] } as const;

interface Voter {
  stake: number;
  seats: number;
  value: number;
}

/** Returns the ceilings of every set with a known member, from the tables at `url`. It shares no code with the rules. */
export async function recountCeilings(url: string): Promise<CeilingRecount[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const positions = await readPositions(sql, await readSlashes(sql), await readPrices(sql));
    const now = await readNow(sql);
    const listed = await sql<{ operator: string; avs: string; set: string }[]>`
      select operator_id as operator, avs_id as avs, jsonb_array_elements_text(active_operator_set_ids) as set
      from operator_avs_relationships where active_operator_set_ids is not null`;
    const stakeOf = new Map<string, number>();
    for (const { operator, usd } of positions.values())
      stakeOf.set(operator, (stakeOf.get(operator) ?? 0) + (usd ?? 0));
    const sets = new Map<string, { avs: string; voters: Map<string, Voter> }>();
    for (const { operator, avs, set } of listed) {
      const own = sets.get(set) ?? { avs, voters: new Map<string, Voter>() };
      sets.set(set, own);
      own.voters.set(operator, { stake: 0, seats: 1, value: stakeOf.get(operator) ?? 0 });
    }
    for (const row of await readAllocations(sql)) {
      const voter = sets.get(row.set)?.voters.get(row.operator);
      const { slashableUsd } = exposureOf(
        row,
        positions.get(`${row.operator}-${row.strategy}`)?.usd ?? 0,
        now,
      );
      if (voter) voter.stake += slashableUsd;
    }
    return Array.from(sets, ([operatorSet, { avs, voters }]) => {
      const all = [...voters.values()];
      const ceilings = new Map<string, number>();
      const fewest = new Map<string, number>();
      for (const power of ["stake", "seats", "value"] as const)
        for (const [share, [part, of]] of Object.entries(SHARES)) {
          const found = tryAll(all, power, part / of);
          ceilings.set(`${share} ${power}`, found.cost);
          fewest.set(`${share} ${power}`, found.count);
        }
      return { avs, operatorSet, ceilings, fewest };
    });
  } finally {
    await sql.end();
  }
}

function tryAll(voters: Voter[], power: keyof Voter, share: number) {
  if (voters.length > 20) throw new Error("Too many operators to try every coalition.");
  const needed = share * voters.reduce((sum, voter) => sum + voter[power], 0) * (1 - 1e-9);
  let [cost, count] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let coalition = 0; coalition < 2 ** voters.length; coalition++) {
    let [has, stake, size] = [0, 0, 0];
    for (const [place, voter] of voters.entries()) {
      if (((coalition >> place) & 1) === 0) continue;
      has += voter[power];
      stake += voter.stake;
      size++;
    }
    if (has < needed) continue;
    cost = Math.min(cost, stake);
    count = Math.min(count, size);
  }
  return { cost, count };
}
