"use client";

import { Search, SlidersHorizontal } from "lucide-react";
import { createSerializer, debounce, type ParserMap, parseAsString, parseAsStringLiteral } from "nuqs";
import { useEffect, useId, useRef, useState, useTransition } from "react";
import { filterParams, type Listing } from "@/app/_components/tables/listing";
import { pagingParams } from "@/app/_components/tables/search-params";
import { cx } from "@/app/_components/ui/cx";
import { asExtra } from "@/app/_failures/extra";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { FilterControl, type FilterControlProps } from "./filter-control";
import { SelectFilter } from "./select-filter";
import { ListTransition, useListParams } from "./use-list-params";

/** One way to sort the list, for the phone's sort control. */
type SortChoice = { sort: string; dir: "asc" | "desc"; label: string };

type FilterBarProps = Pick<FilterControlProps, "choices"> & {
  listing: Listing;
  sorts: SortChoice[];
  /** The table, dimmed while the next rows load. */
  children: React.ReactNode;
};

/**
 * Renders the filters over a list, and the list. All state is in the URL: Back undoes a filter, a copied link
 * shows the same rows. A phone hides inactive filters behind a button; without JavaScript a form still searches.
 */
export const FilterBar = asExtra(function FilterBar({ listing, sorts, choices, children }: FilterBarProps) {
  const [isPending, startTransition] = useTransition();
  return (
    <ListTransition value={startTransition}>
      <Controls listing={listing} sorts={sorts} choices={choices} />
      <div
        aria-busy={isPending}
        className={cx("transition-opacity duration-150", isPending && "pointer-events-none opacity-55")}
      >
        {children}
      </div>
    </ListTransition>
  );
});

const isOn = (params: ParserMap, state: object) => createSerializer(params)(state) !== "";

function Controls({ listing, sorts, ...rest }: Omit<FilterBarProps, "children">) {
  const order = { dir: pagingParams.dir, rows: pagingParams.rows };
  const narrowing: ParserMap = { q: parseAsString.withDefault(""), ...filterParams(listing.filters) };
  const [state, set] = useListParams({ ...narrowing, ...order });
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const statuses = listing.filters.filter(({ by }) => by === "status");
  const chips = listing.filters.filter(({ by }) => by !== "status");
  const kept = createSerializer<ParserMap>({ ...filterParams(chips), ...order })(state);
  const onCount = chips.filter((filter) => isOn(filterParams([filter]), state)).length;
  const controls = (filters: Listing["filters"]) =>
    filters.map((filter) => <FilterControl key={filter.by + filter.name} filter={filter} {...rest} />);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <form className="contents" onSubmit={(event) => event.preventDefault()}>
        {[...new URLSearchParams(kept)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="flex gap-2 max-sm:w-full">
          <SearchField listing={listing} />
          <Button
            className="sm:hidden"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <SlidersHorizontal className="size-3.5" aria-hidden="true" />
            Filters
            {onCount > 0 && (
              <span className="rounded-full bg-accent px-1.5 text-xs text-on-accent">
                {onCount}
                <span className="sr-only"> on</span>
              </span>
            )}
          </Button>
        </div>
        <div className="flex w-full gap-2 sm:contents">
          <SortSelect listing={listing} sorts={sorts} />
          {controls(statuses)}
          <noscript>
            <Button type="submit">Apply</Button>
          </noscript>
        </div>
      </form>
      <div id={id} className={cx("contents", !isOpen && "[&>:not([data-on])]:max-sm:hidden")}>
        {controls(chips)}
      </div>
      {isOn(narrowing, state) && (
        <button
          type="button"
          className="shrink-0 px-2 text-sm text-dim underline-offset-3 hover:text-ink hover:underline"
          onClick={() => set(Object.fromEntries(Object.keys(narrowing).map((key) => [key, null])))}
        >
          Clear all
        </button>
      )}
    </div>
  );
}

/** Waits a moment after typing, and adds no history entry for every letter. */
function SearchField({ listing }: { listing: Listing }) {
  const [{ q }, set] = useListParams({ q: parseAsString.withDefault("") });
  const field = useRef<HTMLInputElement>(null);
  // The URL also changes without the field: by "Clear all", or by going back.
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = q;
  }, [q]);
  return (
    <Input
      ref={field}
      type="search"
      name="q"
      aria-label={listing.search}
      placeholder={listing.placeholder}
      before={<Search className="size-3.5" aria-hidden="true" />}
      defaultValue={q}
      maxLength={100}
      onChange={({ target: { value } }) =>
        set(
          { q: value || null },
          { limitUrlUpdates: value === "" ? undefined : debounce(250), history: "replace" },
        )
      }
      className="w-48 max-sm:w-auto max-sm:grow"
    />
  );
}

function SortSelect({ listing, sorts }: { listing: Listing; sorts: SortChoice[] }) {
  const [{ sort }, set] = useListParams({
    sort: parseAsStringLiteral(listing.sorts).withDefault(listing.sort),
    dir: pagingParams.dir,
  });
  return (
    <SelectFilter
      label="Sort by"
      name="sort"
      className="min-w-0 grow sm:hidden"
      value={sort}
      options={sorts.map(({ sort, label }) => ({ value: sort, label: `Sort: ${label}` }))}
      onChange={(sort) => set({ sort, dir: sorts.find((one) => one.sort === sort)?.dir ?? "desc" })}
    />
  );
}
