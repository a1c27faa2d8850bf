import { ChevronDown } from "lucide-react";
import { cx } from "./cx";

const FIELD =
  "h-8 rounded-lg border bg-card text-sm text-ink transition-colors placeholder:text-dim hover:border-line-strong focus-within:border-accent max-sm:h-9";

type InputProps = React.ComponentProps<"input"> & {
  /** Shown before the text: an icon or a unit. */
  before?: React.ReactNode;
  after?: React.ReactNode;
};

/** Renders a text field. It has 16 pixels on a phone, so that the browser does not zoom in. */
export function Input({ before, after, className, ...props }: InputProps) {
  return (
    <span className={cx(FIELD, "inline-flex items-center gap-2 px-2.5", className)}>
      {before && <span className="shrink-0 text-dim">{before}</span>}
      <input
        className="w-full min-w-0 bg-transparent outline-none placeholder:text-dim max-sm:text-lg [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none [&::-webkit-search-cancel-button]:hidden"
        {...props}
      />
      {after}
    </span>
  );
}

/** Renders a native select. */
export const Select = ({ className, ...props }: React.ComponentProps<"select">) => (
  <span className={cx("relative inline-flex", className)}>
    <select className={cx(FIELD, "w-full appearance-none pr-8 pl-2.5 max-sm:text-lg")} {...props} />
    <ChevronDown
      className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-dim"
      aria-hidden="true"
    />
  </span>
);
