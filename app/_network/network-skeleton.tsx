"use client";

import { LoadingCard, LoadingPage, LoadingStats, LoadingTable } from "@/app/_components/ui/skeleton";

const TOP_OPERATORS = 10;
const MOVERS = 5;

/** Renders the skeleton of the home page. */
export const NetworkSkeleton = () => (
  <LoadingPage className="grid gap-4 py-7">
    <header>
      <h1 className="text-2xl font-semibold tracking-tight">EigenLayer network</h1>
      <p className="text-dim">Value restaked on EigenLayer, its operators and AVSs, and how they change.</p>
    </header>
    <LoadingStats count={6} />
    <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
      <LoadingCard className="h-88 max-sm:h-89" />
      <LoadingCard className="max-lg:h-74" />
    </div>
    <div className="grid gap-4 lg:grid-cols-2">
      <LoadingCard className="h-71 max-lg:h-65.25" />
      <LoadingCard className="h-71" />
    </div>
    <LoadingTable titled rows={TOP_OPERATORS} />
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <LoadingTable titled rows={MOVERS} />
      <LoadingTable titled rows={MOVERS} />
    </div>
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <LoadingCard className="h-121 max-sm:h-163" />
      <LoadingCard className="h-105 max-sm:h-166" />
    </div>
  </LoadingPage>
);
