"use client";

import { LoadingChart, LoadingShares } from "@/app/_components/charts/loading-charts";
import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import type { Priority } from "@/app/_components/tables/priority";
import { LoadingPager, LoadingStats, LoadingTable, LoadingText } from "@/app/_components/ui/skeleton";

const OPERATORS = 25;

/** Renders the skeleton of an AVS's page. It has the shape of an AVS that can slash nothing, as most of them. */
export const AvsSkeleton = ({ columns }: { columns: Priority[] }) => (
  <EntitySkeleton list="AVSs" headClass="max-sm:h-30">
    <div className="grid gap-4">
      <LoadingStats count={6} standings={1} />
      <LoadingText lines={1} phoneLines={2} />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingChart hasHeadline />
        <LoadingShares lines={9} />
      </div>
      <div>
        <LoadingTable titled columns={columns} rows={OPERATORS} />
        <LoadingPager />
      </div>
    </div>
  </EntitySkeleton>
);
