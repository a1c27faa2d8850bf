import { cx } from "./cx";

/** Returns the classes of a filter chip; `on` when the filter is active. `className` replaces the padding. */
export const chipClass = (on: boolean, className = "px-3"): string =>
  cx(
    "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border text-sm whitespace-nowrap transition-colors max-sm:h-9",
    on
      ? "border-transparent bg-accent-soft font-medium text-accent"
      : "bg-card text-dim hover:border-line-strong hover:text-ink",
    className,
  );
