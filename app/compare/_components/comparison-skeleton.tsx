"use client";

import { Loading, LoadingCard, LoadingTable } from "@/app/_components/ui/skeleton";

const METRICS = 20;

/** Renders the skeleton of a comparison. */
export const ComparisonSkeleton = () => (
  <div className="grid gap-4" aria-busy="true">
    <Loading />
    <LoadingTable rows={METRICS} rowClass="h-14" />
    <LoadingCard className="h-88" />
  </div>
);
