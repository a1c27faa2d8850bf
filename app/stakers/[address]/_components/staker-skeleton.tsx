"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { LoadingGate, LoadingStats } from "@/app/_components/ui/skeleton";

/** The page of a staker before it is there. */
export const StakerSkeleton = () => (
  <EntitySkeleton title="Staker">
    <div className="grid gap-4">
      <LoadingStats count={4} columns={4} />
      <LoadingGate />
      <LoadingGate />
    </div>
  </EntitySkeleton>
);
