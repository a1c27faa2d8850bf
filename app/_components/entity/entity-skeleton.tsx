"use client";

import type { ReactNode } from "react";
import { cx } from "@/app/_components/ui/cx";
import { LoadingPage, Skeleton, Words } from "../ui/skeleton";

type EntitySkeletonProps = {
  /** The name of the list in the breadcrumb; a staker has none. */
  list?: string;
  /** The name, where it is known before the page loads. */
  title?: string;
  /** The height of the header, which wraps on a phone. */
  headClass?: string;
  children: ReactNode;
};

/** Renders the skeleton of the page of one operator, AVS, strategy or staker. */
export function EntitySkeleton({ list, title, headClass, children }: EntitySkeletonProps) {
  return (
    <LoadingPage className="py-6">
      {list && (
        <p className="mb-3.5 text-sm text-dim">
          {list} / <Words className="w-24" />
        </p>
      )}
      <div
        className={cx(
          "mb-4.5 flex flex-wrap content-center items-center gap-x-3.5 gap-y-2 h-13.5",
          headClass,
        )}
      >
        <Skeleton className="size-12 rounded-lg" />
        <div className="min-w-0">
          <p className="text-2xl font-semibold tracking-tight">{title ?? <Words className="w-44" />}</p>
          <p className="leading-6">
            <Words className="w-64" />
          </p>
        </div>
      </div>
      {children}
    </LoadingPage>
  );
}
