"use client";

import type { Priority } from "@/app/_components/tables/priority";
import { Loading, LoadingTable, LoadingText, Words } from "@/app/_components/ui/skeleton";

const OPERATORS = 3;

/** Renders the skeleton of the watchlist. */
export const WatchlistSkeleton = ({ columns }: { columns: Priority[] }) => (
  <div className="grid gap-4" aria-busy="true">
    <Loading />
    <header>
      <h1 className="text-2xl font-semibold tracking-tight">Watchlist</h1>
      <p className="text-dim">
        <Words className="w-40" />
      </p>
    </header>
    <LoadingText lines={2} />
    <LoadingTable titled columns={columns} rows={OPERATORS} />
  </div>
);
