"use client";

import { FilterBar, type SortChoice } from "@/app/_components/filters/filter-bar";
import { type Pickable, PickFilter } from "@/app/_components/filters/pick-filter";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatUsd } from "@/app/_lib/format";
import { type DelegatorState, delegatorParams } from "../delegators/search-params";

/** What narrows the list of delegators, kept in the URL. */
export function DelegatorFilters({
  assets,
  sorts,
  children,
}: {
  assets: Pickable[];
  sorts: SortChoice<DelegatorState["sort"]>[];
  children: React.ReactNode;
}) {
  const list = useListState(delegatorParams);
  const { state, set } = list;
  return (
    <FilterBar
      list={list}
      label="Search delegators by address"
      placeholder="Address or part of it"
      sorts={sorts}
      filters={
        <>
          <RangeFilter
            label="Value"
            unit="USD"
            min={state.usdMin}
            max={state.usdMax}
            format={formatUsd}
            presets={[
              { label: "Over $1K", min: 1e3 },
              { label: "Over $100K", min: 1e5 },
              { label: "Over $1M", min: 1e6 },
            ]}
            onChange={({ min, max }) => set({ usdMin: min, usdMax: max })}
          />
          <PickFilter
            label="Holds asset"
            options={assets}
            value={state.asset}
            onChange={(asset) => set({ asset })}
          />
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
