import type { SectionId } from "@/app/_components/metrics/metric";
import type { MetricKey } from "@/app/_components/metrics/metrics";

/** A metric by its key, or the name and the formula of something else. */
export type Formula = MetricKey | [name: string, formula: string];

export interface Section {
  id: SectionId;
  title: string;
  intro?: string;
  formulas: Formula[];
}
