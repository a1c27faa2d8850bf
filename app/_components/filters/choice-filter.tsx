"use client";

import { FilterChip } from "./filter-chip";

type ChoiceFilterProps<Value extends string> = {
  label: string;
  value: Value | null;
  /** Each as the chip says it when it is on, and as the panel offers it where that differs. */
  options: { value: Value; said: string; offered?: string }[];
  onChange: (value: Value | null) => void;
};

/** One of a few answers, or none. */
export const ChoiceFilter = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceFilterProps<Value>) => (
  <FilterChip
    label={label}
    value={options.find((option) => option.value === value)?.said ?? null}
    onClear={() => onChange(null)}
  >
    {(close) =>
      options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="block w-full rounded-md px-2 py-1.5 text-left text-sm hover:bg-soft"
          onClick={() => {
            onChange(option.value);
            close();
          }}
        >
          {option.offered ?? option.said}
        </button>
      ))
    }
  </FilterChip>
);
