import type { Metadata } from "next";
import Link from "next/link";
import { Card } from "@/app/_components/card";
import { CsvButton } from "@/app/_components/csv-button";
import { Empty } from "@/app/_components/empty";
import { Pager } from "@/app/_components/pager";
import { Count, Usd } from "@/app/_components/quantity";
import { buttonClass } from "@/app/_components/ui/button";
import { shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { allowed, api } from "@/app/_trpc/server";
import { FEATURES } from "@/server/tiers";
import { OperatorFilters } from "./_components/operator-filters";
import { OperatorTable, sortOptions } from "./_components/operator-table";
import {
  hrefWith,
  loadOperatorParams,
  type OperatorState,
  toListInput,
  toScreenerInput,
} from "./search-params";

export const metadata: Metadata = {
  title: "Operators",
  description:
    "Every EigenLayer operator by value secured, delegators, AVSs, commission, utilization and risk level.",
  alternates: { canonical: "/operators" },
};

const operators = api.analytics.operators;

export default async function OperatorsPage({ searchParams }: PageProps<"/operators">) {
  const asked = await loadOperatorParams(searchParams);
  const mayScreen = await allowed("operatorScreener");
  const input = mayScreen ? toScreenerInput(asked) : toListInput(asked);
  const state: OperatorState = { ...asked, sort: input.sort, page: input.page, rows: input.perPage };
  const [list, counts, network, filters] = await Promise.all([
    mayScreen ? operators.screener(toScreenerInput(asked)) : operators.list(toListInput(asked)),
    operators.counts(),
    api.analytics.network.overview().catch(() => undefined),
    operators.filters(),
  ]);
  return (
    <main className="page py-7" id="content">
      <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">Operators</h1>
          <p className="text-dim">
            <Count value={counts.totalCount} /> registered, <Count value={counts.stakedCount} /> with
            delegated stake
            {network && (
              <>
                , <Usd value={network.now.tvsUsd} /> secured
              </>
            )}
          </p>
        </div>
        <CsvButton href={hrefWith(state, {}).replace("/operators", "/api/csv/operators")} />
      </header>
      <OperatorFilters
        screenerLocked={mayScreen ? null : FEATURES.operatorScreener.sells}
        sorts={sortOptions(mayScreen).map(({ key, label, first }) => ({ key, label, first }))}
        assets={filters.assets.map(({ address, symbol, operatorCount }) => ({
          address,
          label: plainName(symbol) ?? shortenAddress(address),
          count: operatorCount,
        }))}
        avs={filters.avs.map(({ address, name, operatorCount }) => ({
          address,
          label: plainName(name) ?? shortenAddress(address),
          count: operatorCount,
        }))}
      >
        <Card flush>
          {list.rows.length > 0 ? (
            <OperatorTable rows={list.rows} state={state} withScore={mayScreen} />
          ) : (
            <Nothing state={state} total={list.total} />
          )}
        </Card>
        <Pager
          page={state.page}
          perPage={state.rows}
          total={list.total}
          noun={list.total === 1 ? "operator" : "operators"}
          hrefForPage={(page) => hrefWith(state, { page })}
          hrefForPerPage={(rows) => hrefWith(state, { rows })}
        />
      </OperatorFilters>
    </main>
  );
}

function Nothing({ state, total }: { state: OperatorState; total: number }) {
  if (total > 0)
    return (
      <Empty
        title="There is no such page"
        action={
          <Link href={hrefWith(state, { page: 1 })} className={buttonClass()}>
            First page
          </Link>
        }
      >
        The list ends before it.
      </Empty>
    );
  return (
    <Empty
      title="No operator passes all of this"
      action={
        <span className="flex gap-2">
          {state.status === "active" && (
            <Link href={hrefWith(state, { status: "all" })} className={buttonClass()}>
              Look among inactive ones too
            </Link>
          )}
          <Link href="/operators" className={buttonClass("primary")}>
            Clear filters
          </Link>
        </span>
      }
    >
      Take a filter off, or search for fewer words.
    </Empty>
  );
}
