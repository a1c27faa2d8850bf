"use client";

import { shortenAddress } from "@/app/_lib/format";
import { FilterChip } from "./filter-chip";

type AddressFilterProps = {
  /** What it narrows to, before the address: "Held by". */
  label: string;
  address: string | null;
  onClear: () => void;
};

/** An address that a link brought along; it can only be taken off. */
export const AddressFilter = ({ label, address, onClear }: AddressFilterProps) =>
  address && (
    <FilterChip label={label} value={`${label} ${shortenAddress(address)}`} onClear={onClear}>
      {() => <p className="font-mono text-xs text-dim">{address}</p>}
    </FilterChip>
  );
