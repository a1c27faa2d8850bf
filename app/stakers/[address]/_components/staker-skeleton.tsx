"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { LoadingCard, LoadingStats } from "@/app/_components/ui/skeleton";

/** The page of a staker before it is there. */
export const StakerSkeleton = () => (
  <EntitySkeleton title="Staker">
    <div className="grid gap-4">
      <LoadingStats count={4} columns={4} />
      <LoadingCard className="h-34.25 max-sm:h-40.5" />
      <LoadingCard className="h-34.25 max-sm:h-40.5" />
    </div>
  </EntitySkeleton>
);
