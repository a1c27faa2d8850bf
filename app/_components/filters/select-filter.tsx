"use client";

import { Select } from "../ui/input";

type SelectFilterProps<Value extends string> = {
  /** For screen readers. */
  label: string;
  /** The name in a form, used where there is no JavaScript. */
  name: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
  className?: string;
};

/** Renders a native select, for a choice that always has a value. */
export const SelectFilter = <Value extends string>({
  label,
  name,
  value,
  options,
  onChange,
  className,
}: SelectFilterProps<Value>) => (
  <Select
    aria-label={label}
    name={name}
    className={className}
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
