"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { LoadingCard, LoadingPager, LoadingStats, LoadingTable } from "@/app/_components/ui/skeleton";

const OPERATORS = 25;
const AVSS = 8;

/** Renders the skeleton of a strategy's page. */
export const StrategySkeleton = ({ mayRead }: { mayRead: boolean }) => (
  <EntitySkeleton list="Strategies" headClass="max-sm:h-24.5">
    <div className="grid gap-4">
      <LoadingStats count={6} />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingCard className="h-98.5 max-sm:h-99.5" />
        <LoadingCard className="max-lg:h-65" />
      </div>
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingCard className="h-75.5 max-sm:h-75" />
        <LoadingCard className="max-lg:h-75.5" />
      </div>
      <LoadingTable titled rows={AVSS} />
      <div>
        <LoadingTable titled rows={OPERATORS} />
        <LoadingPager />
      </div>
      {!mayRead && <LoadingCard className="h-34.25 max-sm:h-40.5" />}
    </div>
  </EntitySkeleton>
);
