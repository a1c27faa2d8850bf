"use client";

import { LoadingEvents } from "@/app/_components/activity/loading-events";
import { LoadingChart, LoadingShares } from "@/app/_components/charts/loading-charts";
import type { Priority } from "@/app/_components/tables/priority";
import { Card } from "@/app/_components/ui/card";
import {
  LoadingLines,
  LoadingPage,
  LoadingStats,
  LoadingTable,
  LoadingText,
  Words,
} from "@/app/_components/ui/skeleton";
import { VERDICT_WORDS } from "@/server/network/verdict/verdict";

const TOP_OPERATORS = 10;
const MOVERS = 5;

/** Renders the skeleton of the home page. */
export const NetworkSkeleton = ({ operators, movers }: { operators: Priority[]; movers: Priority[] }) => (
  <LoadingPage className="grid gap-4 py-7">
    <header>
      <h1 className="text-2xl font-semibold tracking-tight">EigenLayer network</h1>
      <p className="text-dim">Value restaked on EigenLayer, its operators and AVSs, and how they change.</p>
    </header>
    <LoadingStats count={6} />
    <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
      <LoadingChart />
      <LoadingShares hasOthers />
    </div>
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title={<Words className="w-32" />}>
        <LoadingLines isRoomy count={VERDICT_WORDS.length} />
      </Card>
      <LoadingText lines={10} />
    </div>
    <LoadingTable titled columns={operators} rows={TOP_OPERATORS} />
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <LoadingTable titled columns={movers} rows={MOVERS} />
      <LoadingTable titled columns={movers} rows={MOVERS} />
    </div>
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Events count={9} />
      <Events count={7} />
    </div>
  </LoadingPage>
);

const Events = ({ count }: { count: number }) => (
  <Card title={<Words className="w-32" />}>
    <LoadingEvents count={count} />
  </Card>
);
