import { NOT_IN_DEMO } from "../demo/not-in-demo";
import { utilizationLabel } from "./labels";

/** Returns the words under an operator's utilization: its label, or that the demo lacks what it is computed from. */
export const utilizationNote = (operator: {
  utilizationRatio: number | null;
  areAllocationsComplete: boolean;
}): string =>
  operator.utilizationRatio === null && !operator.areAllocationsComplete
    ? NOT_IN_DEMO
    : utilizationLabel(operator.utilizationRatio);
