"use client";

import type { ReactNode } from "react";
import { cx } from "@/app/_lib/cx";
import { Card } from "./card";
import { Stat, StatStrip } from "./stat";

/** So many of something, each with a key of its own. */
export const places = (count: number): number[] => [...Array(count).keys()];

/** A block that holds the place of what is loading; give it the size of what will come. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span className={cx("block animate-shimmer rounded-md bg-soft", className)} aria-hidden="true" />
);

/** Words to come, in a line of the height that they will have. */
export const Words = ({ className }: { className?: string }) => (
  <span className="min-w-0">
    <Skeleton className={cx("inline-block! h-[0.75em] max-w-full align-middle", className)} />
  </span>
);

/** A page that is not there yet; screen readers hear of it once. */
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
 * A `StatStrip` of so many figures, with a note under each from the one that is named on. Of the first `standings` it is
 * said where they stand too, and the very first has a longer note.
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

/** A `Card` of this height: its title, and a block for what is in it. */
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
  /** With the head of a card over the table. */
  titled?: boolean;
  /** Of one row, where it is not the usual one. */
  rowClass?: string;
};

/** A table in its card: a head and so many rows. */
export function LoadingTable({ rows, titled, rowClass = "h-13" }: LoadingTableProps) {
  return (
    <Card flush title={titled && <Words className="w-40" />}>
      <div className="h-10 border-b" />
      {places(rows).map((index) => (
        <div key={index} className={cx("flex items-center gap-2.5 border-b px-4 last:border-b-0", rowClass)}>
          <Skeleton className="size-7 shrink-0" />
          <span className="min-w-0 grow">
            <Words className="w-40" />
          </span>
          <Words className="w-16" />
          <Words className="w-14 max-sm:hidden" />
          <Words className="w-14 max-lg:hidden" />
          <Words className="w-14 max-lg:hidden" />
        </div>
      ))}
    </Card>
  );
}

/** The line under a list. */
export const LoadingPager = () => (
  <div className="mt-3 flex h-8 items-center text-sm max-sm:h-9">
    <Words className="w-36" />
  </div>
);
