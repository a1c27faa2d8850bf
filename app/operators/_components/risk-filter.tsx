"use client";

import { FilterChip } from "@/app/_components/filters/filter-chip";
import { LockedChip } from "@/app/_components/filters/locked-chip";
import { Checkbox } from "@/app/_components/ui/checkbox";
import { RISK_LABEL, RISK_LEVELS, type RiskLevel } from "@/app/_lib/risk-color";

type RiskFilterProps = {
  chosen: RiskLevel[];
  onChange: (chosen: RiskLevel[]) => void;
  /** The screener's sentence when it is locked for this person; null when it may be used. */
  locked: string | null;
};

/** Any of the four risk levels, for those who may screen by them. */
export function RiskFilter({ chosen, onChange, locked }: RiskFilterProps) {
  if (locked !== null) return <LockedChip label="Risk level" tier="PRO" sells={locked} />;
  return (
    <FilterChip
      label="Risk level"
      value={chosen.length > 0 ? chosen.map((level) => RISK_LABEL[level]).join(", ") : null}
      onClear={() => onChange([])}
    >
      {() =>
        RISK_LEVELS.map((level) => (
          <Checkbox
            key={level}
            label={RISK_LABEL[level]}
            checked={chosen.includes(level)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, level] : chosen.filter((other) => other !== level))
            }
          />
        ))
      }
    </FilterChip>
  );
}
