/** The parts of the power of a set that matter: to stop it, to decide by majority, to decide alone. */
export const SHARES = ["third", "half", "two-thirds"] as const;
export type Share = (typeof SHARES)[number];

/** A share as whole numbers, so that a third of three seats is one. */
export const FRACTIONS: Record<Share, { part: number; of: number }> = {
  third: { part: 1, of: 3 },
  half: { part: 1, of: 2 },
  "two-thirds": { part: 2, of: 3 },
};

/** The weights of the members, and the sum of weights that a coalition needs. */
export interface Demand {
  weights: number[];
  demand: number;
}

interface Bound {
  least: number;
  most: number | null;
}

/**
 * Returns weights whose coalitions surely have the share, whatever each power truly is: the least of its members against
 * the most of all others. `null` where a power has no limit that is known.
 */
export function sureDemand(powers: readonly Bound[], share: Share): Demand | null {
  const { part, of } = FRACTIONS[share];
  let total = 0;
  for (const { most } of powers) {
    if (most === null) return null;
    total += most;
  }
  return {
    weights: powers.map(({ least, most }) => (of - part) * least + part * (most ?? 0)),
    demand: part * total,
  };
}

/** Returns weights whose coalitions may have the share: the most of its members against the least of all others. */
export function possibleDemand(powers: readonly Bound[], share: Share): Demand {
  const { part, of } = FRACTIONS[share];
  const demand = part * powers.reduce((sum, { least }) => sum + least, 0);
  return {
    // Power without a known limit may be all that is needed.
    weights: powers.map(({ least, most }) =>
      most === null ? Math.max(demand, 1) : (of - part) * most + part * least,
    ),
    demand,
  };
}
