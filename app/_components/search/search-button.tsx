"use client";

import { Search } from "lucide-react";
import { cx } from "@/app/_components/ui/cx";
import { Button, IconButton } from "../ui/button";
import { Kbd } from "./kbd";
import { useSearch } from "./search-provider";

const HINT = "Search operators, AVSs, strategies and addresses";

/** Opens the search palette: a field in the header, an icon on a phone, a `Button` elsewhere. */
export function SearchButton({
  variant,
  className,
}: {
  variant: "field" | "icon" | "primary" | "secondary";
  className?: string;
}) {
  const { open, prepare } = useSearch();
  const events = { onClick: open, onPointerEnter: prepare, onFocus: prepare };
  if (variant === "icon")
    return (
      <IconButton label={HINT} className={className} {...events}>
        <Search className="size-4.5" strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    );
  if (variant !== "field")
    return (
      <Button variant={variant} className={className} {...events}>
        <Search className="size-4" aria-hidden="true" /> Search
      </Button>
    );
  return (
    <button
      type="button"
      aria-label={HINT}
      aria-keyshortcuts="Meta+K Control+K /"
      className={cx(
        "flex h-8 w-44 items-center gap-2 rounded-lg bg-soft pr-1.5 pl-2.5 text-sm text-dim transition-colors hover:text-ink xl:w-76",
        className,
      )}
      {...events}
    >
      <Search className="size-4" strokeWidth={1.75} aria-hidden="true" />
      Search
      <Kbd className="ml-auto">/</Kbd>
    </button>
  );
}
