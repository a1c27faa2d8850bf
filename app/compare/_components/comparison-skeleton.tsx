"use client";

import { LoadingChart } from "@/app/_components/charts/loading-charts";
import { Loading, LoadingTable, places } from "@/app/_components/ui/skeleton";

/** Renders the skeleton of a comparison of so many operators, with a row for each metric. */
export const ComparisonSkeleton = ({ operators, metrics }: { operators: number; metrics: number }) => (
  <div className="grid gap-4" aria-busy="true">
    <Loading />
    <LoadingTable columns={[1, ...places(operators).map(() => 1 as const)]} rows={metrics} />
    <LoadingChart />
  </div>
);
