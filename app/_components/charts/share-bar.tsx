import { cx } from "@/app/_components/ui/cx";
import { formatNumber, formatPercent, nounOf } from "@/server/format";
import { isolated } from "../entity/plain-name";
import { Link } from "../navigation/link";
import { MOST_ROWS, RowsCut } from "../tables/rows-cut";
import { Card } from "../ui/card";
import { Empty } from "../ui/empty";
import { Count, Part, Usd } from "../values/quantity";
import type { Certainty } from "../values/value-mark";
import { Disclosure } from "./disclosure";
import { fold } from "./geometry";

/** `key` is needed only where two labels may be equal. */
type ShareItem = {
  key?: string;
  label: string;
  value: number | null;
  /** The item's part of the whole, 0..1, `null` if not known. Default: its value divided by the sum of all values. */
  ratio?: number | null;
  href?: string;
  /** How much of the value is known; a value that is not exact gets a star. */
  of?: Certainty;
};

type ShareBarProps = {
  title: string;
  items: ShareItem[];
  format?: "usd" | "count";
  tip?: React.ReactNode;
  /** Shown right of the title when there is a value to divide. */
  action?: React.ReactNode;
  /** The number of items with their own names; the others are summed as "Others". */
  keep?: number;
  /** The number of items that are not passed in, and their total value in US dollars. */
  others?: { count: number; value: number };
  /** The text when there is nothing to divide. */
  empty?: string;
  className?: string;
};

const FILLS = ["bg-s1", "bg-s2", "bg-s3", "bg-s4"];
const OTHERS = "bg-s5";

/** Renders parts of a whole: a bar, a list in the same order with share and value, and all parts in a table. */
export function ShareBar({
  title,
  items,
  format,
  tip,
  action,
  keep = 4,
  others = { count: 0, value: 0 },
  empty = "Nothing to divide yet",
  className,
}: ShareBarProps) {
  const { sorted, kept, folded, foldedValue } = fold(items, Math.min(keep, FILLS.length));
  const total = sorted.reduce((sum, item) => sum + item.value, others.value);
  const ratioOf = ({ value, ratio = value === null ? null : value / total }: ShareItem) => ratio;
  const isWhole = sorted.every((item) => ratioOf(item) !== null);
  const unpricedCount = items.filter(({ value }) => value === null).length;
  const heading = (
    <>
      {title}
      {tip}
    </>
  );
  if (total === 0)
    return (
      <Card title={heading} className={className}>
        <Empty title={empty} />
      </Card>
    );
  const parts: (ShareItem & { value: number; fill: string })[] = kept.map((item, index) => ({
    ...item,
    fill: FILLS[index] ?? OTHERS,
  }));
  const unnamed = folded.length + others.count;
  if (unnamed > 0)
    parts.push({
      key: "others",
      label: unnamed === 1 ? "1 other" : `${formatNumber(unnamed)} others`,
      value: foldedValue + others.value,
      ratio: isWhole ? (foldedValue + others.value) / total : null,
      fill: OTHERS,
      of: {
        isTvsUpperBound: folded.some((item) => item.of?.isTvsUpperBound),
        unpricedCount: folded.reduce((sum, item) => sum + (item.of?.unpricedCount ?? 0), 0),
        isUpTo: folded.some((item) => item.of?.isUpTo),
      },
    });
  return (
    <Card title={heading} action={action} className={className}>
      <div className="flex h-2.5 gap-0.5 overflow-hidden rounded-full" aria-hidden="true">
        {parts.map((part) => (
          <span
            key={part.key ?? part.label}
            className={cx("min-w-0.5", part.fill)}
            style={{ flexGrow: part.value / total, flexBasis: 0 }}
            title={isWhole ? `${isolated(part.label)}: ${formatPercent(ratioOf(part))}` : part.label}
          />
        ))}
      </div>
      <ul className="mt-2.5 divide-y">
        {parts.map((part) => (
          <ShareLine
            key={part.key ?? part.label}
            item={part}
            ratio={ratioOf(part)}
            format={format}
            fill={part.fill}
          />
        ))}
      </ul>
      {!isWhole && (
        <p className="mt-1.5 text-xs text-dim">The known part: not all of it has an exact value.</p>
      )}
      {isWhole && unpricedCount > 0 && (
        <p className="mt-1.5 text-xs text-dim">
          Of the priced stake: <Count value={unpricedCount} /> without a price{" "}
          {nounOf(unpricedCount, "is", "are")} left out.
        </p>
      )}
      {folded.length > 0 && (
        <Disclosure>
          <ul className="divide-y text-sm">
            {sorted.slice(0, MOST_ROWS).map((item) => (
              <ShareLine key={item.key ?? item.label} item={item} ratio={ratioOf(item)} format={format} />
            ))}
          </ul>
          <p className="py-1.5 text-dim empty:hidden">
            <RowsCut count={sorted.length} many="parts" />
          </p>
        </Disclosure>
      )}
    </Card>
  );
}

type ShareLineProps = { item: ShareItem; ratio: number | null; format?: "usd" | "count"; fill?: string };

function ShareLine({ item, ratio, format, fill }: ShareLineProps) {
  return (
    <li className="flex items-center gap-2 py-1.5">
      {fill && <span className={cx("size-2 shrink-0 rounded-xs", fill)} aria-hidden="true" />}
      {item.href ? (
        <Link href={item.href} className="truncate hover:underline">
          <bdi>{item.label}</bdi>
        </Link>
      ) : (
        <bdi className="truncate">{item.label}</bdi>
      )}
      <Part value={ratio} className="ml-auto font-medium" />
      {format && (
        <span className="min-w-20 text-right text-dim">
          {format === "usd" ? <Usd value={item.value} of={item.of} /> : <Count value={item.value} />}
        </span>
      )}
    </li>
  );
}
