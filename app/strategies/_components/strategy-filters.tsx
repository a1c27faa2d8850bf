"use client";

import { FilterBar } from "@/app/_components/filters/filter-bar";
import { FilterChip } from "@/app/_components/filters/filter-chip";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { YesNoFilter } from "@/app/_components/filters/yes-no-filter";
import { Select } from "@/app/_components/ui/input";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatCompact, formatUsd, shortenAddress } from "@/app/_lib/format";
import { type StrategySort, strategyParams } from "../search-params";

type StrategyFiltersProps = {
  sorts: { key: StrategySort; label: string; first: "asc" | "desc" }[];
  children: React.ReactNode;
};

const OFF = {
  q: null,
  status: null,
  tvsMin: null,
  tvsMax: null,
  operatorsMin: null,
  operatorsMax: null,
  allocated: null,
  operator: null,
};

/** Everything that narrows the asset list, kept in the URL. */
export function StrategyFilters({ sorts, children }: StrategyFiltersProps) {
  const { state, set, type, pending } = useListState(strategyParams);
  const { q, status, ...chosen } = state;
  const narrowed =
    q !== "" ||
    status !== "held" ||
    Object.entries(chosen).some(([key, value]) => key in OFF && value !== null);
  return (
    <FilterBar
      search={{
        label: "Search assets by symbol, name or address",
        placeholder: "Symbol, name, address",
        value: q,
        onChange: (text) => type({ q: text || null }, text === ""),
      }}
      sorts={sorts}
      sort={state.sort}
      onSort={set}
      onClear={narrowed ? () => set(OFF) : undefined}
      pending={pending}
      filters={
        <>
          <Select
            aria-label="Status"
            className="w-32 shrink-0"
            value={status}
            onChange={(event) => set({ status: event.target.value === "all" ? "all" : "held" })}
          >
            <option value="held">Held</option>
            <option value="all">All</option>
          </Select>
          <RangeFilter
            label="TVS"
            unit="USD"
            min={state.tvsMin}
            max={state.tvsMax}
            format={formatUsd}
            presets={[
              { label: "Over $1M", min: 1e6 },
              { label: "Over $10M", min: 1e7 },
              { label: "Over $100M", min: 1e8 },
            ]}
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
          <YesNoFilter
            label="At stake"
            value={state.allocated}
            said={{ yes: "Allocated to AVSs", no: "Not allocated" }}
            onChange={(allocated) => set({ allocated })}
          />
          {state.operator && (
            <FilterChip
              label="Operator"
              value={`Held by ${shortenAddress(state.operator)}`}
              onClear={() => set({ operator: null })}
            >
              {() => <p className="text-sm text-dim">Only assets that this operator holds now.</p>}
            </FilterChip>
          )}
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
