"use client";

import { Search } from "lucide-react";
import { debounce, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Choices } from "@/app/_components/filters/choices";
import { FilterChip } from "@/app/_components/filters/filter-chip";
import { type Pickable, PickFilter } from "@/app/_components/filters/pick-filter";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { Input, Select } from "@/app/_components/ui/input";
import { cx } from "@/app/_lib/cx";
import { formatCompact, formatPercent, formatUsd } from "@/app/_lib/format";
import { operatorParams } from "../search-params";
import { RiskFilter } from "./risk-filter";

type OperatorFiltersProps = {
  assets: Pickable[];
  avs: Pickable[];
  /** The screener's sentence when it is locked for this person; null when it may be used. */
  screenerLocked: string | null;
  sorts: { key: string; label: string; first: "asc" | "desc" }[];
  /** The table, dimmed while the next one is on its way. */
  children: React.ReactNode;
};

const NOTHING = {
  q: null,
  status: null,
  tvsMin: null,
  tvsMax: null,
  delegatorsMin: null,
  delegatorsMax: null,
  avsMin: null,
  avsMax: null,
  commissionMin: null,
  commissionMax: null,
  slashed: null,
  permissioned: null,
  asset: null,
  avs: null,
  risk: null,
  page: null,
};

/** Everything that narrows the list, kept in the URL: Back undoes a filter, a copied link shows the same rows. */
export function OperatorFilters({ assets, avs, screenerLocked, sorts, children }: OperatorFiltersProps) {
  const [pending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(operatorParams, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition,
  });
  const set = (change: Partial<typeof state>) => setState({ ...change, page: null });
  const narrowed = Object.entries(NOTHING).some(
    ([key]) =>
      key !== "page" && JSON.stringify(state[key as keyof typeof state]) !== JSON.stringify(defaultOf(key)),
  );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:pb-1 max-sm:[scrollbar-width:none]">
        <Input
          type="search"
          aria-label="Search operators by name or address"
          placeholder="Name or address"
          before={<Search className="size-3.5" aria-hidden="true" />}
          defaultValue={state.q}
          key={state.q === "" ? "empty" : "filled"}
          maxLength={100}
          onChange={(event) =>
            setState(
              { q: event.target.value || null, page: null },
              { limitUrlUpdates: event.target.value === "" ? undefined : debounce(250), history: "replace" },
            )
          }
          className="w-44 shrink-0"
        />
        <Select
          aria-label="Status"
          className="w-28 shrink-0"
          value={state.status}
          onChange={(event) => set({ status: event.target.value as typeof state.status })}
        >
          <option value="active">Active</option>
          <option value="inactive">Inactive</option>
          <option value="all">All</option>
        </Select>
        <Select
          aria-label="Sort by"
          className="w-44 shrink-0 sm:hidden"
          value={state.sort}
          onChange={(event) => {
            const sort = sorts.find(({ key }) => key === event.target.value);
            if (sort) set({ sort: sort.key as typeof state.sort, dir: sort.first });
          }}
        >
          {sorts.map(({ key, label }) => (
            <option key={key} value={key}>
              Sort: {label}
            </option>
          ))}
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
        <FilterChip
          label="Slashed"
          value={state.slashed === "yes" ? "Slashed" : state.slashed === "never" ? "Never slashed" : null}
          onClear={() => set({ slashed: null })}
        >
          {(close) => (
            <Choices
              options={[
                { value: "yes", label: "Slashed at least once" },
                { value: "never", label: "Never slashed" },
              ]}
              onChoose={(value) => {
                set({ slashed: value });
                close();
              }}
            />
          )}
        </FilterChip>
        <FilterChip
          label="Permission"
          value={
            state.permissioned === "yes" ? "Permissioned" : state.permissioned === "no" ? "Open to all" : null
          }
          onClear={() => set({ permissioned: null })}
        >
          {(close) => (
            <Choices
              options={[
                { value: "no", label: "Open to every staker" },
                { value: "yes", label: "Asks an approver first" },
              ]}
              onChoose={(value) => {
                set({ permissioned: value });
                close();
              }}
            />
          )}
        </FilterChip>
        <RiskFilter chosen={state.risk} onChange={(risk) => set({ risk })} locked={screenerLocked} />
        {narrowed && (
          <button
            type="button"
            className="shrink-0 px-2 text-sm text-dim underline-offset-3 hover:text-ink hover:underline"
            onClick={() => setState(NOTHING)}
          >
            Clear all
          </button>
        )}
      </div>
      <div
        aria-busy={pending}
        className={cx("transition-opacity duration-150", pending && "pointer-events-none opacity-55")}
      >
        {children}
      </div>
    </>
  );
}

const defaultOf = (key: string) => {
  const parser = operatorParams[key as keyof typeof operatorParams];
  return "defaultValue" in parser ? parser.defaultValue : null;
};
