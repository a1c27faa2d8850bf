"use client";

import { shortAddress } from "@/app/_components/entity/short-address";
import { addressParam } from "@/app/_components/tables/search-params";
import { FilterChip } from "./filter-chip";
import { useListParams } from "./use-list-params";

/** Shows an address filter that came with a link. It can only be removed. */
export function AddressFilter({ name, label }: { name: string; label: string }) {
  const [{ address }, set] = useListParams({ address: addressParam }, { address: name });
  return (
    address && (
      <FilterChip
        label={label}
        value={`${label} ${shortAddress(address)}`}
        onClear={() => set({ address: null })}
      >
        {() => <p className="font-mono text-xs text-dim">{address}</p>}
      </FilterChip>
    )
  );
}
