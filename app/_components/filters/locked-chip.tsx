"use client";

import { LockKeyhole } from "lucide-react";
import { TierMark } from "@/app/_components/ui/badge";
import { chipClass } from "@/app/_components/ui/chip";
import { Popover, PopoverContent, PopoverTrigger } from "@/app/_components/ui/popover";

/** Renders a filter of a higher tier, which says what it does in place of doing it. */
export function LockedChip({
  label,
  tier,
  sells,
}: {
  label: string;
  tier: "PRO" | "ENTERPRISE";
  sells: string;
}) {
  return (
    <Popover>
      <PopoverTrigger className={chipClass(false)}>
        <LockKeyhole className="size-3.5 opacity-60" aria-hidden="true" />
        {label}
        <TierMark tier={tier} />
      </PopoverTrigger>
      <PopoverContent aria-label={label} className="max-w-72 text-sm text-dim">
        {sells}
      </PopoverContent>
    </Popover>
  );
}
