"use client";

import { AddressFilter } from "@/app/_components/filters/address-filter";
import { ChoiceFilter } from "@/app/_components/filters/choice-filter";
import { FilterBar, type SortChoice } from "@/app/_components/filters/filter-bar";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { SelectFilter } from "@/app/_components/filters/select-filter";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatCompact, formatUsd } from "@/app/_lib/format";
import { type AvsSort, avsParams } from "../search-params";

/** Everything that narrows the AVS list, kept in the URL. */
export function AvsFilters({ sorts, children }: { sorts: SortChoice<AvsSort>[]; children: React.ReactNode }) {
  const list = useListState(avsParams);
  const { state, set } = list;
  return (
    <FilterBar
      list={list}
      label="Search AVSs by name or address"
      placeholder="Name or address"
      sorts={sorts}
      filters={
        <>
          <SelectFilter
            label="Status"
            className="w-36"
            value={state.status}
            options={[
              { value: "active", label: "With operators" },
              { value: "all", label: "All" },
            ]}
            onChange={(status) => set({ status })}
          />
          <RangeFilter
            label="Operators"
            unit="operators"
            min={state.operatorsMin}
            max={state.operatorsMax}
            format={formatCompact}
            presets={[
              { label: "At least 5", min: 5 },
              { label: "At least 20", min: 20 },
              { label: "At least 50", min: 50 },
            ]}
            onChange={({ min, max }) => set({ operatorsMin: min, operatorsMax: max })}
          />
          <RangeFilter
            label="Allocated"
            unit="USD"
            min={state.allocatedMin}
            max={state.allocatedMax}
            format={formatUsd}
            presets={[
              { label: "Over $100K", min: 1e5 },
              { label: "Over $1M", min: 1e6 },
            ]}
            onChange={({ min, max }) => set({ allocatedMin: min, allocatedMax: max })}
          />
          <ChoiceFilter
            label="Can slash"
            value={state.canSlash}
            options={[
              { value: "yes", said: "Could slash today" },
              { value: "no", said: "Nothing allocated" },
            ]}
            onChange={(canSlash) => set({ canSlash })}
          />
          <ChoiceFilter
            label="Slashed"
            value={state.slashed}
            options={[
              { value: "yes", said: "Has slashed" },
              { value: "no", said: "Never slashed" },
            ]}
            onChange={(slashed) => set({ slashed })}
          />
          <AddressFilter
            label="Secured by"
            address={state.operator}
            onClear={() => set({ operator: null })}
          />
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
