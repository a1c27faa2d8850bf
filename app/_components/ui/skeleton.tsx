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
  hasLongNote,
}: {
  count: number;
  columns?: 3 | 4 | 6;
  notesFrom?: number;
  standings?: number;
  /** The note of the first figure has two parts, which stand below each other on a phone. */
  hasLongNote?: boolean;
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
                {index === 0 && hasLongNote && <Words className="w-20" />}
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

type LoadingTextProps = {
  /** The number of lines of text; a phone has more of them. */
  lines: number;
  phoneLines?: number;
  /** Whether there is a large figure over the text. */
  hasFigure?: boolean;
  hasButton?: boolean;
};

/** Renders the skeleton of a `Card` with text. */
export const LoadingText = ({ lines, phoneLines = lines, hasFigure, hasButton }: LoadingTextProps) => (
  <Card title={<Words className="w-32" />}>
    {hasFigure && (
      <p className="text-3xl">
        <Words className="w-40" />
      </p>
    )}
    {places(Math.max(lines, phoneLines)).map((index) => (
      <p
        key={index}
        className={cx("max-w-prose", index >= lines && "sm:hidden", index >= phoneLines && "max-sm:hidden")}
      >
        <Words className="w-full" />
      </p>
    ))}
    {hasButton && <Skeleton className="mt-3 h-8 w-28 max-sm:h-9" />}
  </Card>
);

/** Renders the skeleton of a feature that is locked: the sentence that sells it, and a button. */
export const LoadingGate = () => <LoadingText lines={1} phoneLines={2} hasButton />;

/** Renders the skeleton of the lines of a list in a card. */
export const LoadingLines = ({ count, isRoomy }: { count: number; isRoomy?: boolean }) => (
  <div className="divide-y">
    {places(count).map((index) => (
      <p key={index} className={cx("flex justify-between gap-2", isRoomy ? "py-2" : "py-1.5")}>
        <Words className="w-40" />
        <Words className="w-14" />
      </p>
    ))}
  </div>
);

/** Renders the skeleton of a `Card` with a list of `lines` lines. */
export const LoadingList = ({ lines }: { lines: number }) => (
  <Card title={<Words className="w-32" />}>
    <LoadingLines count={lines} />
  </Card>
);

type LoadingTableProps = {
  rows: number;
  /** The priorities of the columns, the first of which has the names. */
  columns: Priority[];
  /** Whether there is a card's heading over the table. */
  titled?: boolean;
};

/** Renders the skeleton of a table in its card: a head and rows. */
export function LoadingTable({ rows, columns: [, ...figures], titled }: LoadingTableProps) {
  return (
    <Card flush title={titled && <Words className="w-40" />}>
      <div className="h-10 border-b" />
      {places(rows).map((index) => (
        <div key={index} className="flex h-13 items-center gap-2.5 border-b px-4 last:border-b-0">
          <Skeleton className="size-7 shrink-0" />
          <span className="min-w-0 grow">
            <Words className="w-40" />
          </span>
          {figures.map((priority, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a skeleton never change
            <span key={column} className={SEEN[priority]}>
              <Words className="w-14" />
            </span>
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
