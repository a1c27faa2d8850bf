"use client";

import { Search } from "lucide-react";
import { cx } from "@/app/_lib/cx";
import { Input } from "../ui/input";
import { SelectFilter } from "./select-filter";

type Arrangement<Sort extends string> = { sort: Sort; dir: "asc" | "desc" };
/** A way to sort the list, for the control that phones show instead of the headings. */
export type SortChoice<Sort extends string> = Arrangement<Sort> & { label: string };

/** What `FilterBar` needs of a list's `useListState`. */
type ListState<Sort extends string> = {
  state: { q: string; sort: Sort };
  set: (change: Arrangement<Sort>) => void;
  search: (text: string) => void;
  clear?: () => void;
  pending: boolean;
};

type FilterBarProps<Sort extends string> = {
  list: ListState<Sort>;
  /** What the search looks through, for screen readers. */
  label: string;
  placeholder: string;
  sorts: SortChoice<Sort>[];
  /** Selects and chips. */
  filters: React.ReactNode;
  /** The table, dimmed while the next one is on its way. */
  children: React.ReactNode;
};

/** The row over a list that narrows it, and the list. On a phone the row scrolls sideways. */
export function FilterBar<Sort extends string>({
  list,
  label,
  placeholder,
  sorts,
  filters,
  children,
}: FilterBarProps<Sort>) {
  const { state, pending } = list;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:pb-1 max-sm:[scrollbar-width:none]">
        <Input
          type="search"
          aria-label={label}
          placeholder={placeholder}
          before={<Search className="size-3.5" aria-hidden="true" />}
          defaultValue={state.q}
          key={state.q === "" ? "empty" : "filled"}
          maxLength={100}
          onChange={(event) => list.search(event.target.value)}
          className="w-48 shrink-0"
        />
        <SelectFilter
          label="Sort by"
          className="w-44 sm:hidden"
          value={state.sort}
          options={sorts.map(({ sort, label }) => ({ value: sort, label: `Sort: ${label}` }))}
          onChange={(sort) => list.set({ sort, dir: sorts.find((one) => one.sort === sort)?.dir ?? "desc" })}
        />
        {filters}
        {list.clear && (
          <button
            type="button"
            className="shrink-0 px-2 text-sm text-dim underline-offset-3 hover:text-ink hover:underline"
            onClick={list.clear}
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
