"use client";

import type { FilterBy } from "@/app/_components/tables/listing";
import { amountParam, toBounds } from "@/app/_components/tables/search-params";
import { Button } from "@/app/_components/ui/button";
import { Input } from "@/app/_components/ui/input";
import { useIsEther } from "@/app/_components/values/amount";
import { formatCompact, formatPercent, formatUsd } from "@/server/format";
import { FilterChip } from "./filter-chip";
import { useListParams } from "./use-list-params";

const FORMATS: Record<string, (value: number) => string> = {
  USD: formatUsd,
  "%": (value) => formatPercent(value / 100),
};

/** Filters by a minimum and a maximum, both optional and inclusive. */
export function RangeFilter({ name, label: noun, unit, most, presets }: FilterBy<"range">) {
  const [given, set] = useListParams(
    { min: amountParam(most), max: amountParam(most) },
    { min: `${name}Min`, max: `${name}Max` },
  );
  const { min = null, max = null } = toBounds(given.min, given.max) ?? {};
  const isEther = useIsEther();
  const label = isEther && unit === "USD" ? `${noun} in USD` : noun;
  return (
    <FilterChip
      label={label}
      value={inWords(label, min, max, FORMATS[unit] ?? formatCompact)}
      onClear={() => set({ min: null, max: null })}
    >
      {(close) => {
        const choose = (bounds: { min: number | null; max: number | null }) => {
          set(bounds);
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
              {Object.entries(presets).map(([said, { min = null, max = null }]) => (
                <Button key={said} onClick={() => choose({ min, max })}>
                  {said}
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
