"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { TABS } from "../tabs";
import { OverviewShape } from "./tab-skeleton";

/** Renders the skeleton of an operator's page: its header and its tabs. */
export const OperatorSkeleton = ({ mayRead }: { mayRead: boolean }) => (
  <EntitySkeleton list="Operators" headClass="max-sm:h-35">
    <div className="mb-4 flex h-10.75 items-center gap-7 overflow-hidden border-b px-3 whitespace-nowrap text-dim">
      {TABS.map(({ label }) => (
        <span key={label}>{label}</span>
      ))}
    </div>
    <OverviewShape mayRead={mayRead} />
  </EntitySkeleton>
);
