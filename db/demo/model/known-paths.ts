import type { DelegationFact, SlashingFact, StrategyFact } from "../facts/facts";
import { dayOf, secondsPerDay, timeAt } from "./calendar";

/** The known shares of a holding on one day, as the pipeline stores them: slashes are never taken off. */
export type Anchor = { day: number; shares: bigint };

const eigenYields = "0x5accc90436492f24e6af278569691e2c942a676d";
const infStones = "0x4cd2086e1d708e65db5d4f5712a9ca46ed4bbd0a";
const counted = dayOf("2024-10-31");
const recounted = dayOf("2025-09-26");
const tokens = (count: bigint) => count * 10n ** 18n;

/** Chosen so that the ten slashings of EigenYields by its own AVS take the published 28.8 thousand tokens. */
const slashedStEth = tokens(11_443n);

/**
 * Returns the known days of a slashed holding, oldest first; null for any other. The slashings and published amounts
 * determine them: EigenYields kept its September 2025 holdings, except that stETH left before the slash; of
 * InfStones' stETH and rETH a few tokens were left.
 */
export function anchorsOf(
  { slashings, delegations }: { slashings: readonly SlashingFact[]; delegations: readonly DelegationFact[] },
  operator: string,
  strategy: StrategyFact,
  amounts: { shares: bigint; isFrom2025: boolean },
): Anchor[] | null {
  if (!slashings.some((row) => row.operator === operator && row.strategy === strategy)) return null;
  const known = { day: amounts.isFrom2025 ? recounted : counted, shares: amounts.shares };
  const { symbol } = strategy;
  const queued = delegations.find((row) => row.operator === operator && row.strategy === strategy);
  if (operator === eigenYields && symbol === "stETH" && queued?.withdrawnBlock) {
    const lastDay = Math.floor(timeAt(queued.withdrawnBlock) / secondsPerDay);
    return [
      known,
      { day: lastDay, shares: slashedStEth + queued.shares },
      { day: lastDay + 1, shares: slashedStEth },
    ];
  }
  if (operator === infStones)
    return [known, { day: dayOf("2026-01-31"), shares: tokens(symbol === "stETH" ? 4n : 3n) }];
  return [known];
}

const scale = 1_000_000_000n;

/**
 * Returns the shares on a day: exact on a known day, geometrically interpolated between two, and equal to the nearest
 * one outside.
 */
export function sharesOn(anchors: readonly Anchor[], day: number): bigint {
  const next = anchors.find((anchor) => anchor.day >= day);
  const before = anchors.findLast((anchor) => anchor.day <= day);
  if (!next || !before || next === before) return (next ?? before)?.shares ?? 0n;
  const part = (day - before.day) / (next.day - before.day);
  const way = (Number(next.shares) / Number(before.shares)) ** part;
  return (before.shares * BigInt(Math.round(way * Number(scale)))) / scale;
}
