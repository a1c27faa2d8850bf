"use client";

import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { chipClass } from "@/app/_components/ui/chip";
import { Popover, PopoverContent, PopoverTrigger } from "@/app/_components/ui/popover";

type FilterChipProps = {
  label: string;
  /** The value in words, or null when the filter is off. */
  value: string | null;
  onClear: () => void;
  /** Renders the panel; `close` closes it. */
  children: (close: () => void) => React.ReactNode;
};

/** Renders a filter as a pill that opens a panel, shows its value and can be cleared. */
export function FilterChip({ label, value, onClear, children }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <span className={chipClass(value !== null, "p-0")} data-on={value !== null || undefined}>
        <PopoverTrigger
          className={value === null ? "flex h-full items-center gap-1 px-3" : "h-full max-w-64 truncate pl-3"}
        >
          {value ?? label}
          {value === null && <ChevronDown className="size-3.5 opacity-60" aria-hidden="true" />}
        </PopoverTrigger>
        {value !== null && (
          <button
            type="button"
            aria-label={`Remove filter: ${value}`}
            className="grid h-full place-items-center pr-2.5 pl-1"
            onClick={onClear}
          >
            <X className="size-3.5 opacity-70" aria-hidden="true" />
          </button>
        )}
      </span>
      <PopoverContent aria-label={label} className="min-w-48">
        {children(() => setOpen(false))}
      </PopoverContent>
    </Popover>
  );
}
