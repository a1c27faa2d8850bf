"use client";

import { Command } from "cmdk";
import { addressParam } from "@/app/_components/tables/search-params";
import { formatNumber } from "@/server/format";
import { FilterChip } from "./filter-chip";
import { useListParams } from "./use-list-params";

/** An option; `count` is the number of rows that it leaves. */
export type Pickable = { address: string; label: string; count: number };

type PickFilterProps = { name: string; label: string; options: Pickable[] };

/** Filters by one of many options, found by typing. */
export function PickFilter({ name, label, options }: PickFilterProps) {
  const [{ address: value }, set] = useListParams({ address: addressParam }, { address: name });
  const chosen = options.find(({ address }) => address === value);
  return (
    <FilterChip
      label={label}
      value={value === null ? null : `${label}: ${chosen?.label ?? value}`}
      onClear={() => set({ address: null })}
    >
      {(close) => (
        <Command className="w-64" label={label}>
          <Command.Input
            placeholder="Type to find"
            className="mb-2 h-8 w-full rounded-lg border bg-card px-2.5 text-sm outline-none placeholder:text-dim focus:border-accent max-sm:text-lg"
          />
          <Command.List className="max-h-72 overflow-y-auto">
            <Command.Empty className="px-2 py-3 text-sm text-dim">Nothing is called that.</Command.Empty>
            {options.map((option) => (
              <Command.Item
                key={option.address}
                value={option.address}
                keywords={[option.label]}
                className="flex cursor-pointer justify-between gap-3 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-soft"
                onSelect={() => {
                  set({ address: option.address });
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
