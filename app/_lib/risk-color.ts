/** The pipeline's risk level, any case, or null when it has too little data. */
export const RISK_LEVELS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
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

export const RISK_FILL: Record<RiskLevel, string> = {
  LOW: "bg-low",
  MEDIUM: "bg-medium",
  HIGH: "bg-high",
  CRITICAL: "bg-critical",
};

/** Reads a level in any case; anything else is "not enough data". */
export function toRiskLevel(text: string | null | undefined): RiskLevel | null {
  const upper = text?.toUpperCase();
  return RISK_LEVELS.find((level) => level === upper) ?? null;
}
