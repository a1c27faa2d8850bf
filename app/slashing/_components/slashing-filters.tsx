"use client";

import { FilterBar } from "@/app/_components/filters/filter-bar";
import { FilterChip } from "@/app/_components/filters/filter-chip";
import { RangeFilter } from "@/app/_components/filters/range-filter";
import { useListState } from "@/app/_hooks/use-list-state";
import { formatUsd, shortenAddress } from "@/app/_lib/format";
import { type SlashingSort, slashingParams } from "../search-params";

const OFF = { q: null, lossMin: null, lossMax: null, operator: null, avs: null, asset: null };
const ENTITIES = [
  { key: "operator", said: "Of operator" },
  { key: "avs", said: "By AVS" },
  { key: "asset", said: "Of asset" },
] as const;

/** Everything that narrows the slashings, kept in the URL. */
export function SlashingFilters({
  sorts,
  children,
}: {
  sorts: { key: SlashingSort; label: string; first: "asc" | "desc" }[];
  children: React.ReactNode;
}) {
  const { state, set, type, pending } = useListState(slashingParams);
  const { q, lossMin, lossMax, ...chosen } = state;
  const narrowed =
    q !== "" || lossMin !== null || lossMax !== null || ENTITIES.some(({ key }) => chosen[key] !== null);
  return (
    <FilterBar
      search={{
        label: "Search slashings by operator, AVS, reason or transaction",
        placeholder: "Operator, AVS, reason",
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
          <RangeFilter
            label="Loss"
            unit="USD"
            min={lossMin}
            max={lossMax}
            format={formatUsd}
            presets={[
              { label: "Over $1M", min: 1e6 },
              { label: "Over $10M", min: 1e7 },
            ]}
            onChange={({ min, max }) => set({ lossMin: min, lossMax: max })}
          />
          {ENTITIES.map(({ key, said }) => {
            const address = chosen[key];
            return (
              address && (
                <FilterChip
                  key={key}
                  label={said}
                  value={`${said} ${shortenAddress(address)}`}
                  onClear={() => set({ [key]: null })}
                >
                  {() => <p className="font-mono text-xs text-dim">{address}</p>}
                </FilterChip>
              )
            );
          })}
        </>
      }
    >
      {children}
    </FilterBar>
  );
}
