"use client";

import { AddressFilter } from "@/app/_components/filters/address-filter";
import { ChoiceFilter } from "@/app/_components/filters/choice-filter";
import { FilterBar, type SortChoice } from "@/app/_components/filters/filter-bar";
import { RangeFilter, TVS_PRESETS } from "@/app/_components/filters/range-filter";
import { SelectFilter } from "@/app/_components/filters/select-filter";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatCompact, formatUsd } from "@/app/_lib/format";
import { type StrategySort, strategyParams } from "../search-params";

type StrategyFiltersProps = { sorts: SortChoice<StrategySort>[]; children: React.ReactNode };

/** Everything that narrows the asset list, kept in the URL. */
export function StrategyFilters({ sorts, children }: StrategyFiltersProps) {
  const list = useListState(strategyParams);
  const { state, set } = list;
  return (
    <FilterBar
      list={list}
      label="Search assets by symbol, name or address"
      placeholder="Symbol, name, address"
      sorts={sorts}
      filters={
        <>
          <SelectFilter
            label="Status"
            className="w-32"
            value={state.status}
            options={[
              { value: "held", label: "Held" },
              { value: "all", label: "All" },
            ]}
            onChange={(status) => set({ status })}
          />
          <RangeFilter
            label="TVS"
            unit="USD"
            min={state.tvsMin}
            max={state.tvsMax}
            format={formatUsd}
            presets={TVS_PRESETS}
            onChange={({ min, max }) => set({ tvsMin: min, tvsMax: max })}
          />
          <RangeFilter
            label="Operators"
            unit="operators"
            min={state.operatorsMin}
            max={state.operatorsMax}
            format={formatCompact}
            presets={[
              { label: "At least 10", min: 10 },
              { label: "At least 100", min: 100 },
            ]}
            onChange={({ min, max }) => set({ operatorsMin: min, operatorsMax: max })}
          />
          <ChoiceFilter
            label="At stake"
            value={state.allocated}
            options={[
              { value: "yes", said: "Allocated to AVSs" },
              { value: "no", said: "Not allocated" },
            ]}
            onChange={(allocated) => set({ allocated })}
          />
          <AddressFilter label="Held by" address={state.operator} onClear={() => set({ operator: null })} />
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
