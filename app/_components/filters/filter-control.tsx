"use client";

import type { Filter } from "@/app/_components/tables/listing";
import { AddressFilter } from "./address-filter";
import { AnswerFilter } from "./answer-filter";
import { AnyFilter } from "./any-filter";
import { type Pickable, PickFilter } from "./pick-filter";
import { RangeFilter } from "./range-filter";
import { StatusFilter } from "./status-filter";

export type FilterControlProps = {
  filter: Filter;
  /** The options of each filter by address or slug, by its name. */
  choices?: Record<string, Pickable[]>;
};

/** Renders the control of one filter. */
export function FilterControl({ filter, choices }: FilterControlProps) {
  switch (filter.by) {
    case "range":
      return <RangeFilter {...filter} />;
    case "status":
      return <StatusFilter {...filter} />;
    case "answer":
      return <AnswerFilter {...filter} />;
    case "any":
      return <AnyFilter {...filter} />;
    case "address": {
      const options = choices?.[filter.name];
      return options ? <PickFilter {...filter} options={options} /> : <AddressFilter {...filter} />;
    }
    case "slug":
      return <PickFilter {...filter} options={choices?.[filter.name] ?? []} />;
  }
}
