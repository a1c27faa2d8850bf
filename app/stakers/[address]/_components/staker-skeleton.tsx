"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { LoadingGate, LoadingStats } from "@/app/_components/ui/skeleton";

/** Renders the skeleton of a staker's page. */
export const StakerSkeleton = () => (
  <EntitySkeleton title="Staker">
    <div className="grid gap-4">
      <LoadingStats count={4} columns={4} />
      <LoadingGate />
      <LoadingGate />
    </div>
  </EntitySkeleton>
);
