"use client";

import { type FilterBy, statusParam } from "@/app/_components/tables/listing";
import { SelectFilter } from "./select-filter";
import { useListParams } from "./use-list-params";

/** Filters by status, such as active or all. */
export function StatusFilter({ name, options }: FilterBy<"status">) {
  const [{ status }, set] = useListParams({ status: statusParam(options) }, { status: name });
  return (
    <SelectFilter
      label="Status"
      name={name}
      className="shrink-0"
      value={status}
      options={Object.entries(options).map(([value, label]) => ({ value, label }))}
      onChange={(status) => set({ status })}
    />
  );
}
