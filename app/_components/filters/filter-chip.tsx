"use client";

import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { chipClass } from "@/app/_components/ui/chip";
import { Popover, PopoverContent, PopoverTrigger } from "@/app/_components/ui/popover";

type FilterChipProps = {
  label: string;
  /** What the filter says now, or null when it is off. */
  value: string | null;
  onClear: () => void;
  /** The panel; it gets a way to close itself. */
  children: (close: () => void) => React.ReactNode;
};

/** A filter as a pill: opens its panel, says what it does when it is on, and comes off by its cross. */
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
