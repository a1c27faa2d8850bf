"use client";

import { EntitySkeleton } from "@/app/_components/entity/entity-skeleton";
import { cx } from "@/app/_components/ui/cx";
import { Words } from "@/app/_components/ui/skeleton";
import { OverviewShape } from "./tab-skeleton";

const TABS = ["w-16", "w-16", "w-14", "w-20", "w-18", "w-20", "w-9", "w-12"].map((width, tab) => ({
  tab,
  width,
}));

/** The page of an operator before its header is there. */
export const OperatorSkeleton = ({ mayRead }: { mayRead: boolean }) => (
  <EntitySkeleton list="Operators" headClass="max-sm:h-30">
    <div className="mb-4 flex h-10.75 items-center gap-7 overflow-hidden border-b px-3">
      {TABS.map(({ tab, width }) => (
        <Words key={tab} className={cx("shrink-0", width)} />
      ))}
    </div>
    <OverviewShape mayRead={mayRead} />
  </EntitySkeleton>
);
