import { cx } from "@/app/_components/ui/cx";
import { MOST_ROWS, RowsCut } from "../tables/rows-cut";
import { Card } from "../ui/card";
import { Empty } from "../ui/empty";
import { Count, Percent } from "../values/quantity";

type HistogramItem = {
  key: string;
  /** Text, or a mark that includes text, such as `VerdictMark`. */
  label: React.ReactNode;
  count: number;
  /** A fill class such as `bg-medium`; the accent colour by default. */
  fill?: string;
};

type HistogramBarProps = {
  title: string;
  items: HistogramItem[];
  tip?: React.ReactNode;
  note?: React.ReactNode;
  className?: string;
};

/** Renders a distribution over a few classes in a fixed order, as a table of label, bar, count and share. */
export function HistogramBar({ title, items, tip, note, className }: HistogramBarProps) {
  const total = items.reduce((sum, item) => sum + item.count, 0);
  const largest = Math.max(...items.map((item) => item.count), 0);
  const heading = (
    <>
      {title}
      {tip}
    </>
  );
  return (
    <Card title={heading} className={className}>
      {total === 0 ? (
        <Empty title="Nothing counted yet" />
      ) : (
        <table className="w-full">
          <caption className="sr-only">{title}</caption>
          <tbody>
            {items.slice(0, MOST_ROWS).map((item) => (
              <tr key={item.key} className="*:border-t first:*:border-t-0">
                <th scope="row" className="w-px py-2 pr-3 text-left font-normal whitespace-nowrap">
                  {item.label}
                </th>
                <td className="py-2" aria-hidden="true">
                  <span className="block h-2 rounded-full bg-soft">
                    <span
                      className={cx("block h-full rounded-full", item.fill ?? "bg-accent")}
                      style={{ width: item.count > 0 ? `max(3px, ${(item.count / largest) * 100}%)` : 0 }}
                    />
                  </span>
                </td>
                <td className="w-px py-2 pl-3 text-right font-medium">
                  <Count value={item.count} />
                </td>
                <td className="w-16 py-2 text-right text-dim">
                  <Percent value={item.count / total} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="mt-2 text-xs text-dim empty:hidden">
        <RowsCut count={items.length} />
      </p>
      {note && <p className="mt-2 text-xs text-dim">{note}</p>}
    </Card>
  );
}
