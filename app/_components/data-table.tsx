import { cx } from "@/app/_lib/cx";
import type { MetricKey } from "@/app/_lib/metrics";
import { InUsd } from "./amount";
import { Link } from "./link";
import { MetricTip } from "./metric-tip";

/** 1 is always seen, 2 from 640 pixels on, 3 from 1024, 4 from 1360. */
type Priority = 1 | 2 | 3 | 4;

const SEEN: Record<Priority, string> = {
  1: "",
  2: "max-sm:hidden",
  3: "max-lg:hidden",
  4: "max-[1359px]:hidden",
};

/** The first and the last cell that is seen stand off the edge, also where the ones beyond them are hidden. */
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

/** A column of a table, and of the list that is sorted by it. */
export type Column<Sort extends string = never> = {
  label: string;
  /** Right-aligned, for figures. */
  numeric?: boolean;
  priority?: Priority;
  metric?: MetricKey;
  /** False where the page explains the metric above the table: a phone gives that room to the names. */
  phoneTip?: false;
  /** Its figures come from dollars, also where amounts are in ether. */
  ofUsd?: boolean;
  className?: string;
  /** How a list is sorted by it. */
  key?: Sort;
  /** Which way first, where not figures from the largest and words from A. */
  first?: "asc" | "desc";
};

/** How a list is sorted now, and where its other orders live. */
export type Order<Sort extends string> = {
  sort: Sort;
  dir: "asc" | "desc";
  hrefFor: (change: { sort: Sort; dir: "asc" | "desc" }) => string;
};

const firstDirection = ({ first, numeric }: Column<string>) => first ?? (numeric ? "desc" : "asc");

/** The columns that a list sorts by, for the control that phones show instead of the headings. */
export const sortsOf = <Sort extends string>(columns: Column<Sort>[]) =>
  columns.flatMap((column) =>
    column.key === undefined ? [] : [{ sort: column.key, label: column.label, dir: firstDirection(column) }],
  );

type DataTableProps<Sort extends string> = {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: Column<Sort>[];
  /** Left out where the rows keep one order. */
  order?: Order<Sort>;
  /** `Row`s. */
  children: React.ReactNode;
};

/** A table whose head stays under the page's header while it scrolls. Put it into `<Card flush>`. */
export function DataTable<Sort extends string = never>({
  caption,
  columns,
  order,
  children,
}: DataTableProps<Sort>) {
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
      <tbody className="[&>tr:last-child>*]:border-b-0">{children}</tbody>
    </table>
  );
}

/** Where a list sorts by it, a link: the order is in the URL and works without JavaScript, and a second click turns it. */
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

/** The column of `RankCell`s. */
export const RANK: Column = { label: "#", numeric: true, priority: 3, className: "w-10" };

/** The place of a row of a page in the whole list. */
export const RankCell = ({ state, index }: { state: { page: number; rows: number }; index: number }) => (
  <Cell numeric priority={3} className="text-dim">
    {(state.page - 1) * state.rows + index + 1}
  </Cell>
);
