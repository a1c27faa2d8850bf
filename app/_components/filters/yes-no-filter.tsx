"use client";

import { Choices } from "./choices";
import { FilterChip } from "./filter-chip";

type YesNo = "yes" | "no";

/** A question with two answers: each as the chip says it when it is on, and as the panel offers it. */
export function YesNoFilter({
  label,
  value,
  said,
  offered = said,
  onChange,
}: {
  label: string;
  value: YesNo | null;
  said: Record<YesNo, string>;
  offered?: Record<YesNo, string>;
  onChange: (value: YesNo | null) => void;
}) {
  return (
    <FilterChip label={label} value={value && said[value]} onClear={() => onChange(null)}>
      {(close) => (
        <Choices
          options={(["yes", "no"] as const).map((answer) => ({ value: answer, label: offered[answer] }))}
          onChoose={(answer) => {
            onChange(answer);
            close();
          }}
        />
      )}
    </FilterChip>
  );
}
