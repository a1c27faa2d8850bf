"use client";

import { Search } from "lucide-react";
import { cx } from "@/app/_lib/cx";
import { Input, Select } from "../ui/input";

type FilterBarProps<Key extends string> = {
  search: {
    /** What it looks through, for screen readers. */
    label: string;
    placeholder: string;
    value: string;
    onChange: (text: string) => void;
  };
  /** The sorts of the list, for the control that phones show instead of the headings. */
  sorts: { key: Key; label: string; first: "asc" | "desc" }[];
  sort: Key;
  onSort: (change: { sort: Key; dir: "asc" | "desc" }) => void;
  /** Selects and chips. */
  filters: React.ReactNode;
  /** Takes every filter off; left out while none is on. */
  onClear?: () => void;
  pending: boolean;
  /** The table, dimmed while the next one is on its way. */
  children: React.ReactNode;
};

/** The row over a list that narrows it, and the list. On a phone the row scrolls sideways. */
export function FilterBar<Key extends string>({
  search,
  sorts,
  sort,
  onSort,
  filters,
  onClear,
  pending,
  children,
}: FilterBarProps<Key>) {
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:pb-1 max-sm:[scrollbar-width:none]">
        <Input
          type="search"
          aria-label={search.label}
          placeholder={search.placeholder}
          before={<Search className="size-3.5" aria-hidden="true" />}
          defaultValue={search.value}
          key={search.value === "" ? "empty" : "filled"}
          maxLength={100}
          onChange={(event) => search.onChange(event.target.value)}
          className="w-48 shrink-0"
        />
        <Select
          aria-label="Sort by"
          className="w-44 shrink-0 sm:hidden"
          value={sort}
          onChange={(event) => {
            const chosen = sorts.find(({ key }) => key === event.target.value);
            if (chosen) onSort({ sort: chosen.key, dir: chosen.first });
          }}
        >
          {sorts.map(({ key, label }) => (
            <option key={key} value={key}>
              Sort: {label}
            </option>
          ))}
        </Select>
        {filters}
        {onClear && (
          <button
            type="button"
            className="shrink-0 px-2 text-sm text-dim underline-offset-3 hover:text-ink hover:underline"
            onClick={onClear}
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
