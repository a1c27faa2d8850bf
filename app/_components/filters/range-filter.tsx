"use client";

import { useIsEther } from "@/app/_components/amount";
import { Button } from "@/app/_components/ui/button";
import { Input } from "@/app/_components/ui/input";
import { FilterChip } from "./filter-chip";

type Bounds = { min: number | null; max: number | null };

type RangeFilterProps = Bounds & {
  label: string;
  unit: string;
  format: (value: number) => string;
  presets: { label: string; min?: number; max?: number }[];
  onChange: (bounds: Bounds) => void;
};

/** For a value that is secured. */
export const TVS_PRESETS = [
  { label: "Over $1M", min: 1e6 },
  { label: "Over $10M", min: 1e7 },
  { label: "Over $100M", min: 1e8 },
];

/** Between two figures, either of them optional and both included. */
export function RangeFilter({ label: noun, unit, min, max, format, presets, onChange }: RangeFilterProps) {
  const isEther = useIsEther();
  const label = isEther && unit === "USD" ? `${noun} in USD` : noun;
  return (
    <FilterChip
      label={label}
      value={inWords(label, min, max, format)}
      onClear={() => onChange({ min: null, max: null })}
    >
      {(close) => {
        const choose = (bounds: Bounds) => {
          onChange(bounds);
          close();
        };
        return (
          <form
            className="grid gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              const typed = new FormData(event.currentTarget);
              choose({ min: figure(typed.get("min")), max: figure(typed.get("max")) });
            }}
          >
            <div className="flex items-center gap-2">
              <Input
                name="min"
                type="number"
                min={0}
                step="any"
                aria-label={`${noun} from, ${unit}`}
                placeholder="From"
                defaultValue={min ?? ""}
                className="w-28"
              />
              <span className="text-dim">to</span>
              <Input
                name="max"
                type="number"
                min={0}
                step="any"
                aria-label={`${noun} to, ${unit}`}
                placeholder="To"
                defaultValue={max ?? ""}
                className="w-28"
              />
              <span className="text-xs text-dim">{unit}</span>
            </div>
            <div className="flex flex-wrap gap-1.5">
              {presets.map((preset) => (
                <Button
                  key={preset.label}
                  onClick={() => choose({ min: preset.min ?? null, max: preset.max ?? null })}
                >
                  {preset.label}
                </Button>
              ))}
            </div>
            <Button variant="primary" type="submit">
              Apply
            </Button>
          </form>
        );
      }}
    </FilterChip>
  );
}

const figure = (typed: FormDataEntryValue | null) => (typed === null || typed === "" ? null : Number(typed));

function inWords(label: string, min: number | null, max: number | null, format: (value: number) => string) {
  if (min !== null && max !== null) return `${label} ${format(min)} to ${format(max)}`;
  if (min !== null) return `${label} from ${format(min)}`;
  return max === null ? null : `${label} up to ${format(max)}`;
}
