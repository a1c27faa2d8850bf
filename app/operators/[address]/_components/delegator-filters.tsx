"use client";

import { FilterBar } from "@/app/_components/filters/filter-bar";
import { type Pickable, PickFilter } from "@/app/_components/filters/pick-filter";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatUsd } from "@/app/_lib/format";
import { type DelegatorState, delegatorParams } from "../delegators/search-params";

type Sort = { key: DelegatorState["sort"]; label: string; first: "asc" | "desc" };

/** What narrows the list of delegators, kept in the URL. */
export function DelegatorFilters({
  assets,
  sorts,
  children,
}: {
  assets: Pickable[];
  sorts: Sort[];
  children: React.ReactNode;
}) {
  const { state, set, type, pending } = useListState(delegatorParams);
  const isOn = state.q !== "" || state.usdMin !== null || state.usdMax !== null || state.asset !== null;
  return (
    <FilterBar
      search={{
        label: "Search delegators by address",
        placeholder: "Address or part of it",
        value: state.q,
        onChange: (q) => type({ q }, q === ""),
      }}
      sorts={sorts}
      sort={state.sort}
      onSort={set}
      onClear={isOn ? () => set({ q: "", usdMin: null, usdMax: null, asset: null }) : undefined}
      pending={pending}
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
