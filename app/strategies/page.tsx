import type { Metadata } from "next";
import { Card } from "@/app/_components/card";
import { CsvButton } from "@/app/_components/csv-button";
import { NoRows } from "@/app/_components/no-rows";
import { Pager } from "@/app/_components/pager";
import { Count, Usd } from "@/app/_components/quantity";
import { api } from "@/app/_trpc/server";
import { StrategyFilters } from "./_components/strategy-filters";
import { SORT_OPTIONS, StrategyTable } from "./_components/strategy-table";
import { hrefWith, loadStrategyParams, type StrategyState, toListInput } from "./search-params";

export const metadata: Metadata = {
  title: "Assets",
  description:
    "Every asset restaked on EigenLayer: value secured, price, exchange rate, the operators and delegators who hold it, and how much of it AVSs could slash.",
  alternates: { canonical: "/strategies" },
};

export default async function StrategiesPage({ searchParams }: PageProps<"/strategies">) {
  const asked = await loadStrategyParams(searchParams);
  const input = toListInput(asked);
  const state: StrategyState = { ...asked, page: input.page, rows: input.perPage };
  const [list, counts] = await Promise.all([
    api.analytics.strategies.list(input),
    api.analytics.strategies.counts(),
  ]);
  return (
    <main className="page py-7" id="content">
      <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">Assets</h1>
          <p className="text-dim">
            <Count value={counts.totalCount} /> strategies, <Count value={counts.heldCount} /> of them held,{" "}
            <Usd value={counts.tvsUsd} /> secured, of which <Usd value={counts.allocatedUsd} /> is allocated
            to AVSs
          </p>
        </div>
        <CsvButton href={hrefWith(state, {}).replace("/strategies", "/api/csv/strategies")} />
      </header>
      <StrategyFilters sorts={SORT_OPTIONS}>
        <Card flush>
          {list.rows.length > 0 ? (
            <StrategyTable rows={list.rows} state={state} />
          ) : (
            <NoRows
              total={list.total}
              firstHref={hrefWith(state, { page: 1 })}
              clearHref="/strategies"
              noun="asset"
            />
          )}
        </Card>
        <Pager
          page={state.page}
          perPage={state.rows}
          total={list.total}
          noun={list.total === 1 ? "asset" : "assets"}
          hrefForPage={(page) => hrefWith(state, { page })}
          hrefForPerPage={(rows) => hrefWith(state, { rows })}
        />
      </StrategyFilters>
    </main>
  );
}
