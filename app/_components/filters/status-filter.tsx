"use client";

import { useListParams } from "@/app/_hooks/use-list-params";
import { type FilterBy, statusParam } from "@/app/_lib/listing";
import { SelectFilter } from "./select-filter";

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
