"use client";

import type { ReactNode } from "react";
import { type Priority, SEEN } from "../tables/priority";
import { Stat, StatStrip } from "../values/stat";
import { Card } from "./card";
import { cx } from "./cx";

/** Returns the numbers 0 to `count - 1`, as keys of placeholders. */
export const places = (count: number): number[] => [...Array(count).keys()];

/** Renders a block in place of loading content. Give it the size of the content. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span className={cx("block animate-shimmer rounded-md bg-soft", className)} aria-hidden="true" />
);

/** Renders a line of placeholder text, as high as real text. */
export const Words = ({ className }: { className?: string }) => (
  <span className="min-w-0">
    <Skeleton className={cx("inline-block! h-[0.75em] max-w-full align-middle", className)} />
  </span>
);

/** Wraps a page that is still loading, and announces that once to screen readers. */
export function LoadingPage({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <main className={cx("page", className)} id="content" aria-busy="true">
      <Loading />
      {children}
    </main>
  );
}

export const Loading = () => (
  <p role="status" className="sr-only">
    Loading
  </p>
);

/**
 * Renders the skeleton of a `StatStrip`: figures from `notesFrom` on have a note, the first `standings` also a
 * rank, and the very first a longer note.
 */
export function LoadingStats({
  count,
  columns,
  notesFrom = 0,
  standings = 0,
}: {
  count: number;
  columns?: 3 | 4 | 6;
  notesFrom?: number;
  standings?: number;
}) {
  return (
    <StatStrip columns={columns}>
      {places(count).map((index) => (
        <Stat
          key={index}
          label={<Words className="w-24" />}
          note={
            index < notesFrom ? undefined : (
              <span className="flex flex-wrap gap-x-1">
                <Words className="w-20" />
                {index === 0 && standings > 0 && <Words className="w-20" />}
              </span>
            )
          }
          standing={index < standings ? <Words className="w-16" /> : undefined}
        >
          <Words className="w-28" />
        </Stat>
      ))}
    </StatStrip>
  );
}

/** Renders the skeleton of a `Card`: a title and a block. `className` gives the height. */
export function LoadingCard({ className }: { className?: string }) {
  return (
    <Card className={cx("flex flex-col", className)}>
      <div className="mb-2.5 flex min-h-7 items-center text-sm">
        <Words className="w-32" />
      </div>
      <Skeleton className="min-h-0 grow" />
    </Card>
  );
}

type LoadingTableProps = {
  rows: number;
  /** The priorities of the columns, the first of which has the names. */
  columns?: Priority[];
  /** With the head of a card over the table. */
  titled?: boolean;
  /** The height of a row, where it is not the usual one. */
  rowClass?: string;
};

/** Renders the skeleton of a table in its card: a head and rows. */
export function LoadingTable({
  rows,
  columns: [, ...figures] = [1, 1, 2, 3, 3],
  titled,
  rowClass = "h-13",
}: LoadingTableProps) {
  return (
    <Card flush title={titled && <Words className="w-40" />}>
      <div className="h-10 border-b" />
      {places(rows).map((index) => (
        <div key={index} className={cx("flex items-center gap-2.5 border-b px-4 last:border-b-0", rowClass)}>
          <Skeleton className="size-7 shrink-0" />
          <span className="min-w-0 grow">
            <Words className="w-40" />
          </span>
          {figures.map((priority, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a skeleton stand still
            <Words key={column} className={cx("w-14", SEEN[priority])} />
          ))}
        </div>
      ))}
    </Card>
  );
}

/** Renders the skeleton of a `Pager`. */
export const LoadingPager = () => (
  <div className="mt-3 flex h-8 items-center text-sm max-sm:h-9">
    <Words className="w-36" />
  </div>
);
