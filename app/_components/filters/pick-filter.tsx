"use client";

import { Command } from "cmdk";
import { addressParam, slugParam } from "@/app/_components/tables/search-params";
import { formatNumber } from "@/server/format";
import { FilterChip } from "./filter-chip";
import { useListParams } from "./use-list-params";

/** An option; `count` is the number of rows that it leaves. */
export type Pickable = { value: string; label: string; count: number };

type PickFilterProps = {
  name: string;
  label: string;
  /** The value in the URL is an address, or the slug of an entity. */
  by: "address" | "slug";
  options: Pickable[];
};

/** Filters by one of many options, found by typing. */
export function PickFilter({ name, label, by, options }: PickFilterProps) {
  const [{ value }, set] = useListParams(
    { value: by === "slug" ? slugParam : addressParam },
    { value: name },
  );
  // An entity comes with a link from its page: the bar has no room for a chip that few would look for.
  if (by === "slug" && value === null) return null;
  const chosen = options.find((option) => option.value === value);
  return (
    <FilterChip
      label={label}
      value={value === null ? null : `${label}: ${chosen?.label ?? value}`}
      onClear={() => set({ value: null })}
    >
      {(close) => (
        <Command className="w-64" label={label}>
          <Command.Input
            placeholder="Type to find"
            className="mb-2 h-8 w-full rounded-lg border bg-card px-2.5 text-sm outline-none placeholder:text-dim focus:border-accent max-sm:text-lg"
          />
          <Command.List className="max-h-72 overflow-y-auto">
            <Command.Empty className="px-2 py-3 text-sm text-dim">Nothing has that name.</Command.Empty>
            {options.map((option) => (
              <Command.Item
                key={option.value}
                value={option.value}
                keywords={[option.label]}
                className="flex cursor-pointer justify-between gap-3 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-soft"
                onSelect={() => {
                  set({ value: option.value });
                  close();
                }}
              >
                <span className="truncate">{option.label}</span>
                <span className="text-dim">{formatNumber(option.count)}</span>
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      )}
    </FilterChip>
  );
}
