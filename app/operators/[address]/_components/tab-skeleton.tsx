"use client";

import type { ReactNode } from "react";
import { KINDS } from "@/app/_components/activity/kinds";
import { LoadingEvents } from "@/app/_components/activity/loading-events";
import { LoadingChart, LoadingShares } from "@/app/_components/charts/loading-charts";
import { LoadingFilters } from "@/app/_components/tables/list-skeleton";
import type { Priority } from "@/app/_components/tables/priority";
import { Card } from "@/app/_components/ui/card";
import {
  Loading,
  LoadingGate,
  LoadingList,
  LoadingPager,
  LoadingStats,
  LoadingTable,
  LoadingText,
  Skeleton,
  Words,
} from "@/app/_components/ui/skeleton";
import { LeavingSkeleton, VerdictSkeleton } from "../_verdict/verdict-skeleton";
import { useIsUnsettled, useRowsOf } from "./operator-counts";

type ForReader = {
  /** Whether the viewer may see the tab's paid part. */
  mayRead: boolean;
};
type WithTable = ForReader & {
  /** The priorities of the columns of its table. */
  columns: Priority[];
};

/** Renders the skeleton of a tab: its figures, and the rest or, where that is locked, the card that sells it. */
const Tab = ({ stats, mayRead, children }: ForReader & { stats?: 3 | 4; children: ReactNode }) => (
  <div className="grid gap-4" aria-busy="true">
    <Loading />
    {stats && <LoadingStats count={stats} columns={stats} />}
    {mayRead ? children : <LoadingGate />}
  </div>
);

export const OverviewSkeleton = ({ mayRead }: ForReader) => (
  <div aria-busy="true">
    <Loading />
    <OverviewShape mayRead={mayRead} />
  </div>
);

export const OverviewShape = ({ mayRead }: ForReader) => (
  <div className="grid gap-4">
    <VerdictSkeleton />
    <LoadingStats count={6} standings={3} hasLongNote />
    <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
      <LoadingChart hasHeadline />
      <LoadingShares hasOthers />
    </div>
    <LeavingSkeleton />
    <div className="grid gap-4 md:grid-cols-2">
      <LoadingChart height={150} />
      <LoadingChart height={150} />
    </div>
    <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
      <LoadingText lines={6} phoneLines={12} />
      {mayRead ? <LoadingText lines={9} /> : <LoadingGate />}
    </div>
    <Card title={<Words className="w-32" />}>
      <LoadingEvents count={8} />
    </Card>
  </div>
);

export const StrategiesSkeleton = ({ mayRead, columns }: WithTable) => (
  <Tab stats={3} mayRead>
    <LoadingShares hasOthers />
    {mayRead ? <LoadingTable titled columns={columns} rows={25} /> : <LoadingGate />}
  </Tab>
);

export function AvsTabSkeleton({ mayRead, columns }: WithTable) {
  const rows = useRowsOf("avs", { most: 50, guess: 10 });
  return (
    <Tab stats={4} mayRead>
      <LoadingTable titled columns={columns} rows={rows} />
      {mayRead ? <LoadingList lines={rows} /> : <LoadingGate />}
    </Tab>
  );
}

export function DelegatorsSkeleton({ mayRead, columns }: WithTable) {
  const rows = useRowsOf("delegators", { most: 50, guess: 50 });
  return (
    <Tab stats={4} mayRead>
      {mayRead ? (
        <>
          <div className="grid gap-4 lg:grid-cols-2">
            <LoadingChart height={190} />
            <LoadingChart height={190} />
          </div>
          <div>
            <LoadingFilters count={3} />
            <LoadingTable titled columns={columns} rows={rows} />
            <LoadingPager />
          </div>
        </>
      ) : (
        <LoadingGate />
      )}
      <LoadingGate />
    </Tab>
  );
}

export function AllocationsSkeleton({
  mayRead,
  columns,
  slashable,
}: WithTable & {
  /** The priorities of the columns of its table by AVS. */
  slashable: Priority[];
}) {
  const unsettledLines = useIsUnsettled() ? 2 : 0;
  const parts = (
    <div className="grid gap-4 lg:grid-cols-3">
      <LoadingShares lines={2} />
      <LoadingShares hasOthers />
      <LoadingList lines={10} />
    </div>
  );
  return (
    <Tab stats={4} mayRead>
      <LoadingText lines={4} phoneLines={18} />
      <LoadingText hasFigure lines={2 + unsettledLines} phoneLines={8 + 2 * unsettledLines} />
      {mayRead ? parts : <LoadingGate />}
      <LoadingTable titled columns={slashable} rows={5} />
      <LoadingChart />
      {mayRead ? (
        <>
          <LoadingText lines={2} phoneLines={3} />
          {parts}
          <LoadingTable titled columns={columns} rows={10} />
        </>
      ) : (
        <LoadingGate />
      )}
      <LoadingGate />
    </Tab>
  );
}

export const CommissionSkeleton = ({ mayRead, columns }: WithTable) => (
  <Tab stats={3} mayRead={mayRead}>
    <div className="grid gap-4 lg:grid-cols-2">
      <LoadingText hasFigure lines={3} phoneLines={5} hasButton />
      <LoadingList lines={4} />
    </div>
    <LoadingTable titled columns={columns} rows={5} />
    <LoadingTable titled columns={columns} rows={5} />
  </Tab>
);

export const RiskSkeleton = ({ mayRead }: ForReader) => (
  <Tab mayRead>
    <LoadingText lines={4} phoneLines={9} />
    {mayRead ? (
      <>
        <LoadingStats count={6} />
        <LoadingText lines={18} phoneLines={35} />
        <div className="grid gap-4 lg:grid-cols-2">
          <LoadingChart height={200} />
          <LoadingChart height={200} />
        </div>
      </>
    ) : (
      <LoadingGate />
    )}
    <LoadingGate />
  </Tab>
);

/** Renders the skeleton of the activity tab. */
export const ActivitySkeleton = ({ rows }: { rows: number }) => (
  <div aria-busy="true">
    <Loading />
    <div className="mb-3 flex flex-wrap gap-2">
      <Skeleton className="h-8 w-12 max-sm:h-9" />
      {KINDS.map((kind) => (
        <Skeleton key={kind} className="h-8 w-28 max-sm:h-9" />
      ))}
    </div>
    <Card title={<Words className="w-32" />}>
      <LoadingEvents count={rows} />
    </Card>
    <LoadingPager />
  </div>
);
