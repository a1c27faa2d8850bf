"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import type { Priority } from "@/app/_components/tables/priority";
import { LoadingStats, LoadingTable, LoadingText } from "@/app/_components/ui/skeleton";

const OPERATORS = 4;
const AVSS = 8;

/** Renders the skeleton of an entity's page. It takes the priorities of the columns of its two tables. */
export const EntityPageSkeleton = ({ operators, avs }: { operators: Priority[]; avs: Priority[] }) => (
  <EntitySkeleton list="Entities">
    <div className="grid gap-4">
      <LoadingStats count={6} />
      <LoadingTable titled columns={operators} rows={OPERATORS} />
      <LoadingTable titled columns={avs} rows={AVSS} />
      <LoadingText lines={5} phoneLines={7} />
    </div>
  </EntitySkeleton>
);
