import type { SectionId } from "@/app/_components/metrics/metric";
import type { MetricKey } from "@/app/_components/metrics/metrics";

/** The key of a metric that has a formula, or another formula with its name. */
export type Formula = MetricKey | [name: string, formula: string];

export interface Section {
  id: SectionId;
  title: string;
  intro?: string;
  formulas: Formula[];
}
