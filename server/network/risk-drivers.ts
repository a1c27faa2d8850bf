/** The figures behind the parts of a risk score, all from the day of the score. */
export interface RiskFigures {
  slashingCount: number;
  /** Coefficient of variation of the value delegated over 30 days. */
  volatility30dRatio: number;
  operationalDayCount: number;
  /** Herfindahl index of the delegators, 0..1. */
  delegatorHhi: number;
  commissionChangeCount90d: number;
  /** `null` if there was no value 30 days before. */
  growth30dRatio: number | null;
  sizePercentile: number;
}

const clamp = (points: number) => Math.min(100, Math.max(0, points));
const UNKNOWN_GROWTH_POINTS = 70;

const toWhole = (points: number) => Math.round(points);
const toTenth = (points: number) => Math.round(points * 10) / 10;

/**
 * Returns the points, 0..100, and the weight of each part of the score; the weights add up to 100. `points / 100 x
 * weight` adds up to the score except for rounding: points are rounded as shown, those of the delegators' HHI to
 * whole points, since the HHI is a paid figure. Formulas: /methodology, "Scores".
 */
export function riskDrivers(figures: RiskFigures) {
  const evenness = toWhole(clamp(100 - 100 * figures.delegatorHhi));
  return [
    { key: "slashing", weight: 30, points: clamp(100 - 25 * figures.slashingCount) },
    { key: "stability", weight: 15, points: toTenth(clamp(100 / (1 + figures.volatility30dRatio))) },
    { key: "tenure", weight: 5, points: toTenth(clamp((figures.operationalDayCount / 365) * 100)) },
    { key: "spread", weight: 17.5, points: evenness },
    { key: "commission", weight: 10.5, points: clamp(100 - 10 * figures.commissionChangeCount90d) },
    {
      key: "growth",
      weight: 7,
      points:
        figures.growth30dRatio === null
          ? UNKNOWN_GROWTH_POINTS
          : toTenth(clamp(50 + 100 * figures.growth30dRatio)),
    },
    { key: "size", weight: 10.5, points: toTenth(clamp(figures.sizePercentile)) },
    { key: "distribution", weight: 4.5, points: evenness },
  ] as const;
}
