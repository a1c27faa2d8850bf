"use client";

import { LoadingChart, LoadingShares } from "@/app/_components/charts/loading-charts";
import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import type { Priority } from "@/app/_components/tables/priority";
import {
  LoadingGate,
  LoadingPager,
  LoadingStats,
  LoadingTable,
  LoadingText,
} from "@/app/_components/ui/skeleton";

const OPERATORS = 25;
const AVSS = 8;

type StrategySkeletonProps = {
  mayRead: boolean;
  /** The priorities of the columns of its two tables. */
  avs: Priority[];
  operators: Priority[];
};

/** Renders the skeleton of a strategy's page. */
export const StrategySkeleton = ({ mayRead, avs, operators }: StrategySkeletonProps) => (
  <EntitySkeleton list="Strategies" headClass="max-sm:h-24.5">
    <div className="grid gap-4">
      <LoadingStats count={6} />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingChart hasHeadline />
        <LoadingShares />
      </div>
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <LoadingChart height={170} />
        <LoadingText lines={11} />
      </div>
      <LoadingTable titled columns={avs} rows={AVSS} />
      <div>
        <LoadingTable titled columns={operators} rows={OPERATORS} />
        <LoadingPager />
      </div>
      {!mayRead && <LoadingGate />}
    </div>
  </EntitySkeleton>
);
