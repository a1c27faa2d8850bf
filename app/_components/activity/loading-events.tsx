"use client";

import { places, Skeleton, Words } from "../ui/skeleton";

/** Renders the skeleton of an `ActivityList` of so many events. */
export const LoadingEvents = ({ count }: { count: number }) => (
  <div className="-my-1 divide-y">
    {places(count).map((index) => (
      <div
        key={index}
        className="grid grid-cols-[auto_1fr] items-start gap-x-3 py-2.5 sm:grid-cols-[auto_1fr_auto]"
      >
        <Skeleton className="size-7" />
        <p className="py-0.5">
          <Words className="w-48" />
        </p>
        <p className="text-xs max-sm:col-start-2 sm:py-1">
          <Words className="w-28" />
        </p>
      </div>
    ))}
  </div>
);
