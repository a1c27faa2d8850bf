"use client";

import { useListParams } from "@/app/_hooks/use-list-params";
import { shortAddress } from "@/app/_lib/address";
import { addressParam } from "@/app/_lib/search-params";
import { FilterChip } from "./filter-chip";

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
