"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { LoadingCard, LoadingPager, LoadingStats, LoadingTable } from "@/app/_components/ui/skeleton";

const OPERATORS = 25;

/** The page of an AVS before it is there: of one that can slash nothing, as most of them are. */
export const AvsSkeleton = () => (
  <EntitySkeleton list="AVSs" headClass="max-sm:h-30">
    <div className="grid gap-4">
      <LoadingStats count={6} />
      <LoadingCard className="h-23.25 max-sm:h-33.75" />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingCard className="h-98.5 max-sm:h-99.5" />
        <LoadingCard className="h-100 self-start" />
      </div>
      <div>
        <LoadingTable titled rows={OPERATORS} />
        <LoadingPager />
      </div>
    </div>
  </EntitySkeleton>
);
