/** Returns the word for a utilization, as /methodology gives it under "Labels"; "not known" for null. */
export const utilizationLabel = (ratio: number | null) =>
  ratio === null
    ? "not known"
    : ratio < 0.5
      ? "low"
      : ratio < 0.7
        ? "moderate"
        : ratio < 0.9
          ? "high"
          : "critical";

export const tenureLabel = (days: number | null) =>
  days === null ? null : days < 30 ? "new" : days >= 180 ? "established" : null;

/** Returns the word for how value is spread over operators. An operator's delegators have words of their own. */
export const concentrationLabel = (hhi: number | null) =>
  hhi === null ? null : hhi < 0.15 ? "low" : hhi < 0.25 ? "moderate" : "high";

/** Returns the word for how much daily values vary around their mean. `ratio` is the coefficient of variation. */
export const volatilityLabel = (ratio: number | null) =>
  ratio === null
    ? "not known"
    : ratio < 0.01
      ? "rock solid"
      : ratio < 0.05
        ? "stable"
        : ratio < 0.1
          ? "moderate"
          : "volatile";

export const growthLabel = (ratio: number | null) =>
  ratio === null ? "not known" : ratio > 0.02 ? "growing" : ratio < -0.02 ? "shrinking" : "steady";

export const sizeLabel = (percentile: number | null) =>
  percentile === null
    ? "not known"
    : percentile >= 90
      ? "top 10 %"
      : percentile >= 75
        ? "large"
        : percentile >= 50
          ? "above median"
          : percentile >= 25
            ? "below median"
            : "small";

/** Returns the text with its first letter in upper case. */
export const capitalize = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
