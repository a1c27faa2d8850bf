import { Children } from "react";
import type { MetricKey } from "@/app/_components/metrics/metrics";
import { cx } from "@/app/_components/ui/cx";
import { MetricTip } from "../metrics/metric-tip";
import { Link } from "../navigation/link";
import { InUsd } from "../values/amount";
import { MOST_ROWS, RowsCut } from "./rows-cut";

/** The width from which a column is shown: 1 always, 2 from 640 pixels, 3 from 1024, 4 from 1360. */
type Priority = 1 | 2 | 3 | 4;

const SEEN: Record<Priority, string> = {
  1: "",
  2: "max-sm:hidden",
  3: "max-lg:hidden",
  4: "max-[1359px]:hidden",
};

/** Pads the first and the last visible cell of a row, also where outer columns are hidden. */
const EDGES = cx(
  "[&>[data-priority='2']:first-child+*]:max-sm:pl-4 [&>[data-priority='3']:first-child+*]:max-lg:pl-4 [&>[data-priority='4']:first-child+*]:max-[1359px]:pl-4",
  "[&>:not(:has(~:not([data-priority])))]:max-sm:pr-4 [&>:not(:has(~:not([data-priority='3'],[data-priority='4'])))]:max-lg:pr-4 [&>:not(:has(~:not([data-priority='4'])))]:max-[1359px]:pr-4",
);

type CellProps = {
  priority?: Priority;
  /** Right-aligned, for figures. */
  numeric?: boolean;
  className?: string;
  children?: React.ReactNode;
};

const cellClass = ({ priority = 1, numeric, className }: CellProps) =>
  cx("px-2 first:pl-4 last:pr-4 xl:px-2.5", numeric ? "text-right" : "text-left", SEEN[priority], className);

/** A column of a table, with its sort key where the list can be sorted by it. */
export type Column<Sort extends string = never> = {
  label: string;
  /** Right-aligned, for figures. */
  numeric?: boolean;
  priority?: Priority;
  metric?: MetricKey;
  /** Set where the page explains the metric above the table: on a phone the tip's space goes to the names. */
  phoneTip?: false;
  /** True for figures that derive from dollars, which says so where amounts are in ether. */
  ofUsd?: boolean;
  className?: string;
  /** The sort key of the column. */
  key?: Sort;
  /** The direction of the first sort: by default "desc" for figures and "asc" for words. */
  first?: "asc" | "desc";
};

/** The current order of a list, and the links to its other orders. */
type Order<Sort extends string> = {
  sort: Sort;
  dir: "asc" | "desc";
  hrefFor: (change: { sort: Sort; dir: "asc" | "desc" }) => string;
};

const firstDirection = ({ first, numeric }: Column<string>) => first ?? (numeric ? "desc" : "asc");

/** Returns the sortable columns of a list, for the phone's sort control. */
export const sortsOf = <Sort extends string>(columns: Column<Sort>[]) =>
  columns.flatMap((column) =>
    column.key === undefined ? [] : [{ sort: column.key, label: column.label, dir: firstDirection(column) }],
  );

type DataTableProps<Sort extends string> = {
  /** The subject of the table, for screen readers. */
  caption: string;
  columns: Column<Sort>[];
  /** Left out where the order of the rows is fixed. */
  order?: Order<Sort>;
  /** The rows that it shows at most. */
  mostRows?: number;
  /** `Row`s. */
  children: React.ReactNode;
};

/** Renders a table whose head stays under the page's header while it scrolls. Put it into `<Card flush>`. */
export function DataTable<Sort extends string = never>({
  caption,
  columns,
  order,
  mostRows = MOST_ROWS,
  children,
}: DataTableProps<Sort>) {
  const rows = Children.toArray(children);
  return (
    <table className="relative w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className={cx(EDGES, "*:sticky *:top-14 *:z-20 *:border-b *:bg-card")}>
          {columns.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table stand still, and two may be called alike
            <Heading key={index} column={column} order={order} />
          ))}
        </tr>
      </thead>
      <tbody className="[&>tr:last-child>*]:border-b-0">
        {rows.slice(0, mostRows)}
        {rows.length > mostRows && (
          <tr>
            <td colSpan={columns.length} className="px-4 py-3 text-sm text-dim">
              <RowsCut count={rows.length} most={mostRows} />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** Renders a heading. Where the column can be sorted it is a link; a second click reverses the order. */
function Heading<Sort extends string>({ column, order }: { column: Column<Sort>; order?: Order<Sort> }) {
  const { key, numeric, priority, metric } = column;
  const label = (
    <span>
      {column.label}
      {column.ofUsd && <InUsd />}
    </span>
  );
  const direction = order && key === order.sort ? order.dir : null;
  const next = direction === null ? firstDirection(column) : direction === "asc" ? "desc" : "asc";
  return (
    <th
      scope="col"
      data-priority={priority}
      aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined}
      className={cx("h-10 text-xs font-medium whitespace-nowrap text-dim", cellClass(column))}
    >
      <span className={cx("inline-flex items-center gap-1", numeric && "flex-row-reverse")}>
        {order && key !== undefined ? (
          <Link
            href={order.hrefFor({ sort: key, dir: next })}
            prefetch={false}
            scroll={false}
            rel="nofollow"
            className={cx(
              "inline-flex items-center gap-1 py-2.5",
              numeric && "flex-row-reverse",
              direction ? "text-ink" : "hover:text-ink",
            )}
          >
            {label}
            <SortArrow direction={direction} />
          </Link>
        ) : (
          label
        )}
        {metric && (
          <span className={cx("inline-flex", column.phoneTip === false && "max-sm:hidden")}>
            <MetricTip metric={metric} />
          </span>
        )}
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
export const Row = ({ children }: { children: React.ReactNode }) => (
  <tr
    className={cx(
      EDGES,
      "group/row relative [clip-path:inset(0)] transition-colors hover:bg-soft/60 focus-within:bg-soft/60",
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
