"use client";

import { AddressFilter } from "@/app/_components/filters/address-filter";
import { FilterBar, type SortChoice } from "@/app/_components/filters/filter-bar";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatUsd } from "@/app/_lib/format";
import { type SlashingSort, slashingParams } from "../search-params";

type SlashingFiltersProps = { sorts: SortChoice<SlashingSort>[]; children: React.ReactNode };

/** Everything that narrows the slashings, kept in the URL. */
export function SlashingFilters({ sorts, children }: SlashingFiltersProps) {
  const list = useListState(slashingParams);
  const { state, set } = list;
  return (
    <FilterBar
      list={list}
      label="Search slashings by operator, AVS, reason or transaction"
      placeholder="Operator, AVS, reason"
      sorts={sorts}
      filters={
        <>
          <RangeFilter
            label="Loss"
            unit="USD"
            min={state.lossMin}
            max={state.lossMax}
            format={formatUsd}
            presets={[
              { label: "Over $1M", min: 1e6 },
              { label: "Over $10M", min: 1e7 },
            ]}
            onChange={({ min, max }) => set({ lossMin: min, lossMax: max })}
          />
          <AddressFilter
            label="Of operator"
            address={state.operator}
            onClear={() => set({ operator: null })}
          />
          <AddressFilter label="By AVS" address={state.avs} onClear={() => set({ avs: null })} />
          <AddressFilter label="Of asset" address={state.asset} onClear={() => set({ asset: null })} />
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
