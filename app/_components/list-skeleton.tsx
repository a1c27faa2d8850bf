"use client";

import type { ReactNode } from "react";
import { LoadingFilters, LoadingPage, LoadingPager, LoadingTable, Skeleton, Words } from "./skeleton";

type ListSkeletonProps = {
  title: string;
  /** What the line under the title says; where it has figures, leave it out. */
  text?: string;
  /** Between the heading and the filters. */
  children?: ReactNode;
  filters: number;
  rows: number;
  rowClass?: string;
};

/** A list of operators, AVSs, assets or slashings before it is there. */
export function ListSkeleton({ title, text, children, filters, rows, rowClass }: ListSkeletonProps) {
  return (
    <LoadingPage className="py-7">
      <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div className="max-sm:w-full">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="max-w-prose text-dim">
            {text ?? (
              <>
                <Words className="w-96" />
                <Words className="w-40 sm:hidden" />
              </>
            )}
          </p>
        </div>
        <Skeleton className="h-8 w-18 max-sm:h-9" />
      </header>
      {children}
      <LoadingFilters count={filters} />
      <LoadingTable rows={rows} rowClass={rowClass} />
      <LoadingPager />
    </LoadingPage>
  );
}
