import { cx } from "./cx";

type CardProps = {
  title?: React.ReactNode;
  /** Right of the title: a link, a `Segmented`, a badge. */
  action?: React.ReactNode;
  /** No padding, for tables. */
  flush?: boolean;
  /** Tints the card as a feature that needs a higher tier. */
  locked?: boolean;
  className?: string;
  children: React.ReactNode;
};

/** Renders a card. With a title it is a section with a heading. */
export function Card({ title, action, flush, locked, className, children }: CardProps) {
  const Tag = title ? "section" : "div";
  return (
    <Tag
      className={cx(
        "min-w-0 rounded-xl border bg-card",
        flush ? "overflow-clip" : "px-4 py-4 md:px-4.5",
        locked && "bg-linear-to-br from-accent-soft to-transparent to-70%",
        className,
      )}
    >
      {(title || action) && (
        <header
          className={cx(
            "flex min-h-7 items-center justify-between gap-3",
            flush ? "px-4 pt-4 pb-2 md:px-4.5" : "mb-2.5",
          )}
        >
          <h2 className="flex min-w-0 items-center gap-1.5 text-sm font-semibold">{title}</h2>
          {action && <div className="shrink-0 text-xs text-dim">{action}</div>}
        </header>
      )}
      {children}
    </Tag>
  );
}
