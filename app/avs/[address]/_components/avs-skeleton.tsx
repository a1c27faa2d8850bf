"use client";

import { EntitySkeleton } from "@/app/_components/entity-skeleton";
import { LoadingCard, LoadingPager, LoadingStats, LoadingTable } from "@/app/_components/skeleton";

const OPERATORS = 25;

/** The page of an AVS before it is there. */
export const AvsSkeleton = () => (
  <EntitySkeleton list="AVSs" headClass="max-sm:h-30">
    <div className="grid gap-4">
      <LoadingStats count={6} />
      <LoadingCard className="h-68.25 max-sm:h-73" />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingCard className="h-98.5 max-sm:h-99.5" />
        <LoadingCard className="max-lg:h-57" />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingCard className="h-62" />
        <LoadingCard className="h-100" />
      </div>
      <div>
        <LoadingTable titled rows={OPERATORS} />
        <LoadingPager />
      </div>
      <LoadingCard className="h-34.25 max-sm:h-40.5" />
      <LoadingCard className="h-57" />
    </div>
  </EntitySkeleton>
);
