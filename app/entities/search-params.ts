import { type Listing, type ListState, listLinks, toListing } from "@/app/_components/tables/listing";
import { ENTITY_COLUMNS } from "@/server/network/lists/entities";
import { sortIdsOf } from "@/server/network/lists/list";
import type { RouterInputs } from "@/server/trpc/router";

export const ENTITY_LISTING = {
  search: "Search entities by name, or by the name of a brand or node operator that they work with",
  placeholder: "Name",
  sorts: sortIdsOf(ENTITY_COLUMNS),
  sort: "tvs",
  filters: [
    {
      name: "kind",
      by: "status",
      options: { all: "All", brand: "Brands", "node-operator": "Node operators" },
    },
  ],
} as const satisfies Listing;
export type EntityState = ListState<typeof ENTITY_LISTING>;

export const { load: loadEntityParams, hrefWith } = listLinks("/entities", ENTITY_LISTING);

/** Returns the procedure's input for the state of the page. */
export const toListInput = (state: EntityState) =>
  ({ ...toListing(state), kind: state.kind }) satisfies RouterInputs["analytics"]["entities"]["list"];
