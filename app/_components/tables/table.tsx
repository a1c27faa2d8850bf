import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { cx } from "@/app/_components/ui/cx";
import { Link } from "../navigation/link";
import { InUsd } from "../values/amount";
import { firstDirection, type ShownColumn, type TableColumns } from "./columns";
import { paddingsOf, SEEN } from "./priority";
import { MOST_ROWS, RowsCut } from "./rows-cut";

type Look = Pick<ShownColumn<never>, "align" | "priority" | "className">;

const cellClass = ({ align, priority = 1, className }: Look, padding: string | undefined, own?: string) =>
  cx(padding, align === "right" ? "text-right" : "text-left", SEEN[priority], className, own);

/** The current order of a list, and the links to its other orders. */
type Order<Sort extends string> = {
  sort: Sort;
  dir: "asc" | "desc";
  hrefFor: (change: { sort: Sort; dir: "asc" | "desc" }) => string;
};

type TableProps<Row, Sort extends string> = {
  /** The subject of the table, for screen readers. */
  caption: string;
  columns: TableColumns<NoInfer<Row>>;
  rows: readonly Row[];
  rowKey: (row: NoInfer<Row>) => string | number;
  /** Left out if the order of the rows is fixed. */
  order?: Order<Sort>;
  /** The rank of the first row, if the table shows ranks. */
  firstRank?: number;
  /** The most rows that it shows. */
  mostRows?: number;
};

const RANK: ShownColumn<unknown> = {
  header: "#",
  cell: (_, { rank }) => rank,
  cellClass: "text-dim",
  align: "right",
  priority: 3,
  className: "w-10",
};

/** Renders a table whose head stays under the page's header while it scrolls. Put it into `<Card flush>`. */
export function Table<Row, Sort extends string = never>({
  caption,
  columns,
  rows,
  rowKey,
  order,
  firstRank,
  mostRows = MOST_ROWS,
}: TableProps<Row, Sort>) {
  const shown = Object.entries(firstRank === undefined ? columns : { "#": RANK, ...columns });
  const paddings = paddingsOf(shown.map(([, { priority = 1 }]) => priority));
  const shownRows = rows.slice(0, mostRows);
  const phone = order && columns[order.sort]?.phone;
  const mosts = shown.map(([, { bar }]) => (bar ? Math.max(0, ...shownRows.map((row) => bar(row) ?? 0)) : 0));
  return (
    <table className="relative w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="*:sticky *:top-14 *:z-20 *:border-b *:bg-card">
          {shown.map(([id, column], index) => (
            // Only ids of the list's own sort keys are sortable.
            <Heading
              key={id}
              column={column}
              padding={paddings[index]}
              sort={id as Sort}
              order={column.isSortable ? order : undefined}
            />
          ))}
        </tr>
      </thead>
      <tbody className="[&>tr:last-child>*]:border-b-0">
        {shownRows.map((row, place) => (
          <Row key={rowKey(row)}>
            {shown.map(([id, column], index) => (
              <Cell
                key={id}
                column={column}
                padding={paddings[index]}
                own={typeof column.cellClass === "function" ? column.cellClass(row) : column.cellClass}
              >
                {column.cell(row, {
                  most: mosts[index] ?? 0,
                  sorted: phone?.(row),
                  rank: (firstRank ?? 1) + place,
                })}
              </Cell>
            ))}
          </Row>
        ))}
        {rows.length > mostRows && (
          <tr>
            <td colSpan={shown.length} className="px-4 py-3 text-sm text-dim">
              <RowsCut count={rows.length} most={mostRows} />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

type HeadingProps<Sort extends string> = {
  column: Omit<ShownColumn<never>, "cell">;
  padding: string | undefined;
  sort?: Sort;
  order?: Order<Sort> | undefined;
};

/** Renders a heading: a link if the column can be sorted; a second click reverses the order. */
function Heading<Sort extends string>({ column, padding, sort, order }: HeadingProps<Sort>) {
  const isRight = column.align === "right";
  const label = (
    <span>
      {column.header}
      {column.ofUsd && <InUsd />}
    </span>
  );
  const direction = order && sort === order.sort ? order.dir : null;
  const next = direction === null ? firstDirection(column) : direction === "asc" ? "desc" : "asc";
  return (
    <th
      scope="col"
      aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined}
      className={cx("h-10 text-xs font-medium whitespace-nowrap text-dim", cellClass(column, padding))}
    >
      <span className={cx("inline-flex items-center gap-1", isRight && "flex-row-reverse")}>
        {order && sort !== undefined ? (
          <Link
            href={order.hrefFor({ sort, dir: next })}
            prefetch={false}
            scroll={false}
            rel="nofollow"
            className={cx(
              "inline-flex items-center gap-1 py-2.5",
              isRight && "flex-row-reverse",
              direction ? "text-ink" : "hover:text-ink",
            )}
          >
            {label}
            <SortArrow direction={direction} />
          </Link>
        ) : (
          label
        )}
        {column.metric && (
          <span className={cx("inline-flex", column.phoneTip === false && "max-sm:hidden")}>
            <MetricTip metric={column.metric} />
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

// Safari does not let a row contain an absolute child: there the stretched link covers the whole table, and the clip
// cuts it back.
/** A body row. A stretched `Entity` link inside makes all of it a link; lift other controls with `relative z-10`. */
const Row = ({ children }: { children: React.ReactNode }) => (
  <tr
    className={cx(
      "group/row relative [clip-path:inset(0)] transition-colors hover:bg-soft/60 focus-within:bg-soft/60",
    )}
  >
    {children}
  </tr>
);

const Cell = ({
  column,
  padding,
  own,
  children,
}: {
  column: Look;
  padding: string | undefined;
  own?: string | undefined;
  children: React.ReactNode;
}) => <td className={cx("h-13 border-b py-1.5", cellClass(column, padding, own))}>{children}</td>;
