"use client";

import type { ReactNode } from "react";
import { LoadingPage, LoadingPager, LoadingTable, places, Skeleton, Words } from "../ui/skeleton";
import { ListHead } from "./list-head";
import type { Priority } from "./priority";

type ListSkeletonProps = {
  title: string;
  /** The line under the title; left out where it has figures. */
  text?: string;
  /** Shown between the heading and the filters. */
  children?: ReactNode;
  filters: number;
  columns: Priority[];
  rows: number;
};

/** Renders the skeleton of a list page. */
export function ListSkeleton({ title, text, children, filters, columns, rows }: ListSkeletonProps) {
  return (
    <LoadingPage className="py-7">
      <ListHead title={title} action={<Skeleton className="h-8 w-33 max-sm:h-9" />}>
        {text ?? (
          <>
            <Words className="w-96" />
            <Words className="w-40 sm:hidden" />
          </>
        )}
      </ListHead>
      {children}
      <LoadingFilters count={filters} />
      <LoadingTable columns={columns} rows={rows} />
      <LoadingPager />
    </LoadingPage>
  );
}

/** Renders the skeleton of the filters; on a phone the search, the filter button and the sort control. */
export const LoadingFilters = ({ count }: { count: number }) => (
  <div className="mb-3 flex gap-2 overflow-hidden *:h-8 max-sm:flex-wrap max-sm:*:h-9">
    <Skeleton className="w-48 max-sm:w-0 max-sm:grow" />
    <Skeleton className="w-25 sm:hidden" />
    <Skeleton className="w-full sm:hidden" />
    {places(count - 1).map((index) => (
      <Skeleton key={index} className="w-28 shrink-0 max-sm:hidden" />
    ))}
  </div>
);
