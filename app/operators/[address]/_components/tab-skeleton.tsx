"use client";

import type { ReactNode } from "react";
import {
  Loading,
  LoadingCard,
  LoadingPager,
  LoadingStats,
  LoadingTable,
  places,
  Skeleton,
} from "@/app/_components/skeleton";
import { KINDS } from "../activity/search-params";

type TabSkeletonProps = {
  /** How many figures lead the tab. */
  stats?: 3 | 4;
  /** Cards between the figures and the detail. */
  children?: ReactNode;
  /** Rows of the detail, for those who may see it. */
  rows?: number;
  /** Parts that say what a higher tier sees. */
  locked?: number;
};

/** A tab of an operator before it is there; its header and the other tabs stay. */
export const TabSkeleton = ({ stats, children, rows = 0, locked = 0 }: TabSkeletonProps) => (
  <div className="grid gap-4" aria-busy="true">
    <Loading />
    {stats && <LoadingStats count={stats} columns={stats} />}
    {children}
    {rows > 0 && <LoadingTable titled rows={rows} />}
    {places(locked).map((index) => (
      <LoadingCard key={index} className="h-34.25 max-sm:h-40.5" />
    ))}
  </div>
);

/** The first tab before it is there. */
export const OverviewSkeleton = () => (
  <div aria-busy="true">
    <Loading />
    <OverviewShape />
  </div>
);

export const OverviewShape = () => (
  <div className="grid gap-4">
    <LoadingStats count={6} standings={3} />
    <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
      <LoadingCard className="h-98.5 max-sm:h-99.5" />
      <LoadingCard className="max-lg:h-74" />
    </div>
    <div className="grid gap-4 md:grid-cols-2">
      <LoadingCard className="h-70" />
      <LoadingCard className="h-70" />
    </div>
    <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
      <LoadingCard className="h-48.5 max-sm:h-79" />
      <LoadingCard className="max-lg:h-40.5" />
    </div>
    <LoadingCard className="h-114 max-sm:h-150" />
  </div>
);

/** The tab of events before it is there. */
export const ActivitySkeleton = ({ rows }: { rows: number }) => (
  <div aria-busy="true">
    <Loading />
    <div className="mb-3 flex flex-wrap gap-2">
      <Skeleton className="h-8 w-12 max-sm:h-9" />
      {KINDS.map((kind) => (
        <Skeleton key={kind} className="h-8 w-28 max-sm:h-9" />
      ))}
    </div>
    <LoadingTable rows={rows} rowClass="h-12.25 max-sm:h-16.75" />
    <LoadingPager />
  </div>
);
