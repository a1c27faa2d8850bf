"use client";

import { cx } from "@/app/_lib/cx";
import { Select } from "../ui/input";

type SelectFilterProps<Value extends string> = {
  /** For screen readers. */
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
  className?: string;
};

/** One of a few that always holds: the browser's own control. */
export const SelectFilter = <Value extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: SelectFilterProps<Value>) => (
  <Select
    aria-label={label}
    className={cx("shrink-0", className)}
    value={value}
    onChange={(event) => {
      const chosen = options.find((option) => option.value === event.target.value);
      if (chosen) onChange(chosen.value);
    }}
  >
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </Select>
);
