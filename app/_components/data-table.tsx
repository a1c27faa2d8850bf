import Link from "next/link";
import { cx } from "@/app/_lib/cx";

/** 1 is always seen, 2 from 640 pixels on, 3 from 1024, 4 from 1360. */
export type Priority = 1 | 2 | 3 | 4;

const SEEN: Record<Priority, string> = {
  1: "",
  2: "max-sm:hidden",
  3: "max-lg:hidden",
  4: "max-[1359px]:hidden",
};

/** The first cell that is seen stands off the edge, also where the one before it is hidden. */
const EDGES =
  "[&>[data-priority='2']:first-child+*]:max-sm:pl-4 [&>[data-priority='3']:first-child+*]:max-lg:pl-4 [&>[data-priority='4']:first-child+*]:max-[1359px]:pl-4";

type CellProps = {
  priority?: Priority;
  /** Right-aligned, for figures. */
  numeric?: boolean;
  className?: string;
  children?: React.ReactNode;
};

const cellClass = ({ priority = 1, numeric, className }: CellProps) =>
  cx("px-2 first:pl-4 last:pr-4 xl:px-2.5", numeric ? "text-right" : "text-left", SEEN[priority], className);

type DataTableProps = {
  /** What the table holds, for screen readers. */
  caption: string;
  /** A row of `HeadCell`s and `SortHeader`s. */
  head: React.ReactNode;
  /** `Row`s. */
  children: React.ReactNode;
};

/** A table whose head stays under the page's header while it scrolls. Put it into `<Card flush>`. */
export function DataTable({ caption, head, children }: DataTableProps) {
  return (
    <table className="relative w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className={cx(EDGES, "*:sticky *:top-14 *:z-20 *:border-b *:bg-card")}>{head}</tr>
      </thead>
      <tbody className="[&>tr:last-child>*]:border-b-0">{children}</tbody>
    </table>
  );
}

/** A heading that does not sort. */
export function HeadCell(props: CellProps) {
  return (
    <th
      scope="col"
      data-priority={props.priority}
      className={cx("h-10 text-xs font-medium whitespace-nowrap text-dim", cellClass(props))}
    >
      {props.children}
    </th>
  );
}

type SortHeaderProps = CellProps & {
  /** Where this sort lives; for the sorted column the link that turns it round. */
  href: string;
  /** How the rows are sorted by this column now, or null. */
  direction: "asc" | "desc" | null;
  /** Beside the link, away from the figures: such as a `MetricTip`. */
  after?: React.ReactNode;
};

/** A heading that sorts by a link, so that the order is in the URL and works without JavaScript. */
export function SortHeader({ href, direction, after, children, ...cell }: SortHeaderProps) {
  return (
    <th
      scope="col"
      data-priority={cell.priority}
      aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined}
      className={cx("h-10 text-xs font-medium whitespace-nowrap", cellClass(cell))}
    >
      <span className={cx("inline-flex items-center gap-1", cell.numeric && "flex-row-reverse")}>
        <Link
          href={href}
          prefetch={false}
          scroll={false}
          rel="nofollow"
          className={cx(
            "inline-flex items-center gap-1 py-2.5",
            direction ? "text-ink" : "text-dim hover:text-ink",
          )}
        >
          {cell.numeric && <SortArrow direction={direction} />}
          {children}
          {!cell.numeric && <SortArrow direction={direction} />}
        </Link>
        {after}
      </span>
    </th>
  );
}

function SortArrow({ direction }: { direction: "asc" | "desc" | null }) {
  if (!direction) return null;
  return (
    <svg
      viewBox="0 0 8 10"
      className="h-2.5 w-2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={direction === "asc" ? "M4 9V1.2M1 4l3-3 3 3" : "M4 1v7.8M1 6l3 3 3-3"} />
    </svg>
  );
}

// Safari does not let a row hold an absolute child: there the stretched link spans the table, and the clip cuts it back.
/** A body row. A stretched `Entity` link inside makes all of it a link; lift other controls with `relative z-10`. */
export const Row = ({ className, children }: { className?: string; children: React.ReactNode }) => (
  <tr
    className={cx(
      EDGES,
      "group/row relative [clip-path:inset(0)] transition-colors hover:bg-soft/60 focus-within:bg-soft/60",
      className,
    )}
  >
    {children}
  </tr>
);

/** A body cell. */
export const Cell = (props: CellProps) => (
  <td data-priority={props.priority} className={cx("h-13 border-b py-1.5", cellClass(props))}>
    {props.children}
  </td>
);
