"use client";

import { FilterBar } from "@/app/_components/filters/filter-bar";
import { FilterChip } from "@/app/_components/filters/filter-chip";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { YesNoFilter } from "@/app/_components/filters/yes-no-filter";
import { Select } from "@/app/_components/ui/input";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatCompact, formatUsd, shortenAddress } from "@/app/_lib/format";
import { type AvsSort, avsParams } from "../search-params";

type AvsFiltersProps = {
  sorts: { key: AvsSort; label: string; first: "asc" | "desc" }[];
  children: React.ReactNode;
};

const OFF = {
  q: null,
  status: null,
  operatorsMin: null,
  operatorsMax: null,
  allocatedMin: null,
  allocatedMax: null,
  canSlash: null,
  slashed: null,
  operator: null,
};

/** Everything that narrows the AVS list, kept in the URL. */
export function AvsFilters({ sorts, children }: AvsFiltersProps) {
  const { state, set, type, pending } = useListState(avsParams);
  const { q, status, ...chosen } = state;
  const narrowed =
    q !== "" ||
    status !== "active" ||
    Object.entries(chosen).some(([key, value]) => key in OFF && value !== null);
  return (
    <FilterBar
      search={{
        label: "Search AVSs by name or address",
        placeholder: "Name or address",
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
            className="w-36 shrink-0"
            value={status}
            onChange={(event) => set({ status: event.target.value === "all" ? "all" : "active" })}
          >
            <option value="active">With operators</option>
            <option value="all">All</option>
          </Select>
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
          <YesNoFilter
            label="Can slash"
            value={state.canSlash}
            said={{ yes: "Could slash today", no: "Nothing allocated" }}
            onChange={(canSlash) => set({ canSlash })}
          />
          <YesNoFilter
            label="Slashed"
            value={state.slashed}
            said={{ yes: "Has slashed", no: "Never slashed" }}
            onChange={(slashed) => set({ slashed })}
          />
          {state.operator && (
            <FilterChip
              label="Operator"
              value={`Secured by ${shortenAddress(state.operator)}`}
              onClear={() => set({ operator: null })}
            >
              {() => <p className="text-sm text-dim">Only AVSs that this operator is registered to now.</p>}
            </FilterChip>
          )}
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
