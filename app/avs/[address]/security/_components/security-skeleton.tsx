"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { LoadingGate, LoadingText, Words } from "@/app/_components/ui/skeleton";

/** Renders the skeleton of the security page. It has the shape of an AVS that can slash nothing, as most of them. */
export const SecuritySkeleton = () => (
  <EntitySkeleton list="AVSs" headClass="max-sm:h-30">
    <p className="-mt-2 mb-4">
      <Words className="w-40" />
    </p>
    <div className="grid gap-4">
      <LoadingText lines={1} phoneLines={2} />
      <LoadingGate />
    </div>
  </EntitySkeleton>
);
