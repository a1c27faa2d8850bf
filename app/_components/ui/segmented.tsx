import { Link } from "../navigation/link";
import { cx } from "./cx";

export type Segment = { href: string; label: string; current: boolean };

/** Renders a few choices side by side, each a link: ranges of a chart, page sizes. */
export function Segmented({ label, options }: { label: string; options: Segment[] }) {
  return (
    <nav aria-label={label} className="inline-flex rounded-lg bg-soft p-0.5 text-xs">
      {options.map((option) => (
        <Link
          key={option.href}
          href={option.href}
          replace
          scroll={false}
          prefetch={false}
          aria-current={option.current ? "true" : undefined}
          className={cx(
            "rounded-md px-2.5 py-1 whitespace-nowrap transition-colors max-sm:py-1.5",
            option.current ? "bg-card font-medium text-ink shadow-lift" : "text-dim hover:text-ink",
          )}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
