"use client";

import { anyParam, type FilterBy } from "@/app/_components/tables/listing";
import { Checkbox } from "@/app/_components/ui/checkbox";
import { FilterChip } from "./filter-chip";
import { useListParams } from "./use-list-params";

/** Filters by any number of a few values, such as verdicts. */
export function AnyFilter({ name, label, options }: FilterBy<"any">) {
  const [{ chosen }, set] = useListParams({ chosen: anyParam(options) }, { chosen: name });
  const said = chosen.map((value) => options[value]).join(", ");
  return (
    <FilterChip
      label={label}
      value={said === "" ? null : `${label}: ${said}`}
      onClear={() => set({ chosen: null })}
    >
      {() =>
        Object.entries(options).map(([value, said]) => (
          <Checkbox
            key={value}
            label={said}
            checked={chosen.includes(value)}
            onChange={({ target: { checked } }) =>
              set({ chosen: checked ? [...chosen, value] : chosen.filter((other) => other !== value) })
            }
          />
        ))
      }
    </FilterChip>
  );
}
