"use client";

import type { ReactNode } from "react";
import { KINDS } from "@/app/_components/activity/kinds";
import { LoadingFilters } from "@/app/_components/tables/list-skeleton";
import {
  Loading,
  LoadingCard,
  LoadingPager,
  LoadingStats,
  LoadingTable,
  Skeleton,
} from "@/app/_components/ui/skeleton";
import { useIsUnsettled, useRowsOf } from "./operator-counts";

type ForReader = {
  /** True when the viewer may see the detail. */
  mayRead: boolean;
};

/** A tab of an operator before it is there; its header and the other tabs stay. */
const Tab = ({ stats, children }: { stats?: 3 | 4; children: ReactNode }) => (
  <div className="grid gap-4" aria-busy="true">
    <Loading />
    {stats && <LoadingStats count={stats} columns={stats} />}
    {children}
  </div>
);

/** Renders the skeleton of a locked feature: a card with the sentence that sells it. */
const Locked = () => <LoadingCard className="h-34.25 max-sm:h-40.5" />;

export const OverviewSkeleton = ({ mayRead }: ForReader) => (
  <div aria-busy="true">
    <Loading />
    <OverviewShape mayRead={mayRead} />
  </div>
);

export const OverviewShape = ({ mayRead }: ForReader) => (
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
      <LoadingCard className={mayRead ? "h-67.25 max-sm:h-79" : "h-48.5 max-sm:h-79"} />
      <LoadingCard className={mayRead ? "max-lg:h-67.25" : "max-lg:h-40.5"} />
    </div>
    <LoadingCard className="h-114 max-sm:h-150" />
  </div>
);

export const StrategiesSkeleton = ({ mayRead }: ForReader) => (
  <Tab stats={3}>
    <LoadingCard className="h-74" />
    {mayRead ? <LoadingTable titled rows={25} rowClass="h-13.75" /> : <Locked />}
  </Tab>
);

export function AvsTabSkeleton({ mayRead }: ForReader) {
  const rows = useRowsOf("avs", { most: 50, guess: 10 });
  return (
    <Tab stats={4}>
      {mayRead ? (
        <>
          <LoadingTable titled rows={rows} />
          <LoadingCard className="h-156.5" />
        </>
      ) : (
        <Locked />
      )}
    </Tab>
  );
}

export function DelegatorsSkeleton({ mayRead }: ForReader) {
  const rows = useRowsOf("delegators", { most: 50, guess: 50 });
  return (
    <Tab stats={4}>
      {mayRead ? (
        <>
          <div className="grid gap-4 lg:grid-cols-2">
            <LoadingCard className="h-80.5" />
            <LoadingCard className="h-80.5 max-sm:h-77" />
          </div>
          <div>
            <LoadingFilters count={3} />
            <LoadingTable titled rows={rows} />
            <LoadingPager />
          </div>
        </>
      ) : (
        <Locked />
      )}
      <Locked />
    </Tab>
  );
}

export function AllocationsSkeleton({ mayRead }: ForReader) {
  const isUnsettled = useIsUnsettled();
  return (
    <Tab stats={4}>
      <LoadingCard className="h-37.5 max-sm:h-113" />
      <LoadingCard className={isUnsettled ? "h-49.5 max-sm:h-84" : "h-37 max-sm:h-66"} />
      {mayRead ? (
        <>
          <div className="grid gap-4 lg:grid-cols-3">
            <LoadingCard className="h-103 max-lg:h-40" />
            <LoadingCard className="h-103 max-lg:h-74" />
            <LoadingCard className="h-103" />
          </div>
          <LoadingCard className="h-88 max-sm:h-89" />
          <LoadingCard className="h-28.5 max-sm:h-34" />
          <div className="grid gap-4 lg:grid-cols-3">
            <LoadingCard className="h-74 max-lg:h-40" />
            <LoadingCard className="h-74 max-lg:h-40" />
            <LoadingCard className="h-74" />
          </div>
          <LoadingTable titled rows={10} rowClass="h-11.5" />
          <LoadingCard className="h-23.5 max-sm:h-28.5" />
        </>
      ) : (
        <>
          <Locked />
          <LoadingCard className="h-88 max-sm:h-89" />
          <Locked />
        </>
      )}
      <Locked />
    </Tab>
  );
}

export const CommissionSkeleton = ({ mayRead }: ForReader) => (
  <Tab stats={3}>
    {mayRead ? (
      <>
        <div className="grid gap-4 lg:grid-cols-2">
          <LoadingCard className="h-56 max-sm:h-71" />
          <LoadingCard className="h-56 max-sm:h-94" />
        </div>
        <LoadingCard className="h-86.5" />
        <LoadingCard className="h-86.5" />
      </>
    ) : (
      <Locked />
    )}
  </Tab>
);

export const RiskSkeleton = ({ mayRead }: ForReader) => (
  <Tab>
    <LoadingCard className="h-40 max-sm:h-67" />
    {mayRead ? (
      <>
        <LoadingStats count={6} />
        <LoadingCard className="h-114.5 max-sm:h-202.5" />
        <div className="grid gap-4 lg:grid-cols-2">
          <LoadingCard className="h-83 max-sm:h-84" />
          <LoadingCard className="h-83 max-sm:h-77.5" />
        </div>
      </>
    ) : (
      <Locked />
    )}
    <Locked />
  </Tab>
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
