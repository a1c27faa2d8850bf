"use client";

import { Card } from "../ui/card";
import { LoadingLines, Skeleton, Words } from "../ui/skeleton";

/** Renders the skeleton of a `TimeSeries` whose plot has the same height. */
export const LoadingChart = ({ height = 220, hasHeadline }: { height?: number; hasHeadline?: boolean }) => (
  <Card title={<Words className="w-32" />}>
    {hasHeadline && (
      <p className="mb-3 text-2xl">
        <Words className="w-28" />
      </p>
    )}
    <div style={{ height }}>
      <Skeleton className="h-full" />
    </div>
    <div className="mt-2 h-4" />
    <LoadingDisclosure />
  </Card>
);

/** Renders the skeleton of a `ShareBar` or `HistogramBar` with `lines` lines, and a table for the rest. */
export const LoadingShares = ({ lines = 5, hasOthers }: { lines?: number; hasOthers?: boolean }) => (
  <Card title={<Words className="w-32" />}>
    <Skeleton className="mb-2.5 h-2.5" />
    <LoadingLines count={lines} />
    {hasOthers && <LoadingDisclosure />}
  </Card>
);

const LoadingDisclosure = () => (
  <p className="mt-2 py-1 text-xs">
    <Words className="w-12" />
  </p>
);
