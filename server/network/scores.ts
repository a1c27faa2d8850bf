import type { Tri } from "./unknown";

/** A pipeline's score of an operator and its parts, each 0 to 100, higher is safer. */
export interface ScoreParts {
  score: number | null;
  performanceScore: number | null;
  economicScore: number | null;
  networkPositionScore: number | null;
}

/** How far a recomputed score may differ: both scores are rounded to two decimals. */
const TOLERANCE = 0.02;

/** Returns 0.50 performance + 0.35 economic + 0.15 network position; `null` if any part is not known. */
export function scoreOf({
  performanceScore,
  economicScore,
  networkPositionScore,
}: Omit<ScoreParts, "score">): number | null {
  if (performanceScore === null || economicScore === null || networkPositionScore === null) return null;
  return (
    Math.round((0.5 * performanceScore + 0.35 * economicScore + 0.15 * networkPositionScore) * 100) / 100
  );
}

export interface ScoreCheck {
  /** Whether the pipeline's scores follow the published formula; `null` if none could be compared. */
  agrees: Tri;
  comparedCount: number;
  differingCount: number;
}

/**
 * Returns whether scores follow from their parts. A single difference means that the pipeline uses another formula.
 */
export function checkScores(scores: readonly ScoreParts[]): ScoreCheck {
  let [comparedCount, differingCount] = [0, 0];
  for (const parts of scores) {
    const expected = scoreOf(parts);
    if (expected === null || parts.score === null) continue;
    comparedCount++;
    if (Math.abs(expected - parts.score) > TOLERANCE) differingCount++;
  }
  return { agrees: comparedCount === 0 ? null : differingCount === 0, comparedCount, differingCount };
}
