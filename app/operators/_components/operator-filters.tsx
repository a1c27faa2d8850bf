"use client";

import { ChoiceFilter } from "@/app/_components/filters/choice-filter";
import { FilterBar, type SortChoice } from "@/app/_components/filters/filter-bar";
import { type Pickable, PickFilter } from "@/app/_components/filters/pick-filter";
import { RangeFilter, TVS_PRESETS } from "@/app/_components/filters/range-filter";
import { SelectFilter } from "@/app/_components/filters/select-filter";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatCompact, formatPercent, formatUsd } from "@/app/_lib/format";
import { type OperatorSort, operatorParams } from "../search-params";
import { RiskFilter } from "./risk-filter";

type OperatorFiltersProps = {
  assets: Pickable[];
  avs: Pickable[];
  /** The screener's sentence when it is locked for this person; null when it may be used. */
  screenerLocked: string | null;
  sorts: SortChoice<OperatorSort>[];
  children: React.ReactNode;
};

/** Everything that narrows the list, kept in the URL: Back undoes a filter, a copied link shows the same rows. */
export function OperatorFilters({ assets, avs, screenerLocked, sorts, children }: OperatorFiltersProps) {
  const list = useListState(operatorParams);
  const { state, set } = list;
  return (
    <FilterBar
      list={list}
      label="Search operators by name or address"
      placeholder="Name or address"
      sorts={sorts}
      filters={
        <>
          <SelectFilter
            label="Status"
            className="w-28"
            value={state.status}
            options={[
              { value: "active", label: "Active" },
              { value: "inactive", label: "Inactive" },
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
            label="Delegators"
            unit="delegators"
            min={state.delegatorsMin}
            max={state.delegatorsMax}
            format={formatCompact}
            presets={[
              { label: "Over 10", min: 10 },
              { label: "Over 100", min: 100 },
              { label: "Over 1,000", min: 1000 },
            ]}
            onChange={({ min, max }) => set({ delegatorsMin: min, delegatorsMax: max })}
          />
          <RangeFilter
            label="AVSs"
            unit="AVSs"
            min={state.avsMin}
            max={state.avsMax}
            format={formatCompact}
            presets={[
              { label: "At least 1", min: 1 },
              { label: "At least 5", min: 5 },
              { label: "At least 10", min: 10 },
            ]}
            onChange={({ min, max }) => set({ avsMin: min, avsMax: max })}
          />
          <RangeFilter
            label="Commission"
            unit="%"
            min={state.commissionMin}
            max={state.commissionMax}
            format={(value) => formatPercent(value / 100)}
            presets={[
              { label: "Up to 5 %", max: 5 },
              { label: "Up to 10 %", max: 10 },
            ]}
            onChange={({ min, max }) => set({ commissionMin: min, commissionMax: max })}
          />
          <PickFilter
            label="Secures"
            options={avs}
            value={state.avs}
            onChange={(value) => set({ avs: value })}
          />
          <PickFilter
            label="Holds"
            options={assets}
            value={state.asset}
            onChange={(value) => set({ asset: value })}
          />
          <ChoiceFilter
            label="Slashed"
            value={state.slashed}
            options={[
              { value: "yes", said: "Slashed", offered: "Slashed at least once" },
              { value: "never", said: "Never slashed" },
            ]}
            onChange={(slashed) => set({ slashed })}
          />
          <ChoiceFilter
            label="Permission"
            value={state.permissioned}
            options={[
              { value: "no", said: "Open to all", offered: "Open to every staker" },
              { value: "yes", said: "Permissioned", offered: "Asks an approver first" },
            ]}
            onChange={(permissioned) => set({ permissioned })}
          />
          <RiskFilter chosen={state.risk} onChange={(risk) => set({ risk })} locked={screenerLocked} />
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
