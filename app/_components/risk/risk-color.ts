/** The pipeline's risk levels, from the lowest. */
const RISK_LEVELS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const RISK_LABEL: Record<RiskLevel, string> = {
  LOW: "Low",
  MEDIUM: "Medium",
  HIGH: "High",
  CRITICAL: "Critical",
};

export const RISK_TEXT: Record<RiskLevel, string> = {
  LOW: "text-low",
  MEDIUM: "text-medium",
  HIGH: "text-high",
  CRITICAL: "text-critical",
};

/** Returns the level for a text in any case, or null for anything else, which means "not enough data". */
export function toRiskLevel(text: string | null | undefined): RiskLevel | null {
  const upper = text?.toUpperCase();
  return RISK_LEVELS.find((level) => level === upper) ?? null;
}
