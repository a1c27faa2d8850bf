"use client";

import { Loading, LoadingCard, LoadingTable, Words } from "@/app/_components/ui/skeleton";

const OPERATORS = 3;

/** Renders the skeleton of the watchlist. */
export const WatchlistSkeleton = () => (
  <div className="grid gap-4" aria-busy="true">
    <Loading />
    <header>
      <h1 className="text-2xl font-semibold tracking-tight">Watchlist</h1>
      <p className="text-dim">
        <Words className="w-40" />
      </p>
    </header>
    <LoadingCard className="h-28" />
    <LoadingTable titled rows={OPERATORS} />
  </div>
);
