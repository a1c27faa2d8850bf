import { cx } from "./cx";

type EmptyProps = {
  title: string;
  /** True if the title is the heading of the page. */
  isPage?: boolean;
  /** Advice on what to do next. */
  children?: React.ReactNode;
  /** A link or button for that advice. */
  action?: React.ReactNode;
  className?: string;
};

/** Renders an empty state: what is missing, and what to do next. */
export function Empty({ title, isPage, children, action, className }: EmptyProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={cx("grid justify-items-center gap-1 px-4 py-12 text-center", className)}>
      <svg
        viewBox="0 0 48 24"
        className="mb-2 w-14 text-line-strong"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <path d="M3 12s7.5-9 21-9 21 9 21 9-7.5 9-21 9S3 12 3 12Z" strokeDasharray="3 3" />
        <circle cx="24" cy="12" r="3" />
      </svg>
      <Title className={cx("font-medium", isPage && "text-xl tracking-tight")}>{title}</Title>
      {children && <div className="max-w-md text-sm text-dim">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
