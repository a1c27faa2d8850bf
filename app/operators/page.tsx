import type { Metadata } from "next";
import { Arrival } from "@/app/_components/arrival";
import { CsvButton } from "@/app/_components/csv-button";
import { Link } from "@/app/_components/link";
import { List } from "@/app/_components/list";
import { ListSkeleton } from "@/app/_components/list-skeleton";
import { Count, Usd } from "@/app/_components/quantity";
import { buttonClass } from "@/app/_components/ui/button";
import { csvHref } from "@/app/_lib/csv-href";
import { shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { allowed, api } from "@/app/_trpc/server";
import { FEATURES } from "@/server/tiers";
import { OperatorFilters } from "./_components/operator-filters";
import { OperatorTable, sortChoices } from "./_components/operator-table";
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

export default function OperatorsPage(props: PageProps<"/operators">) {
  return (
    <Arrival skeleton={<ListSkeleton title="Operators" filters={9} rows={50} />}>
      <Operators {...props} />
    </Arrival>
  );
}

async function Operators({ searchParams }: PageProps<"/operators">) {
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
        <CsvButton href={csvHref("operators", hrefWith(state, {}))} />
      </header>
      {!mayScreen && (asked.risk.length > 0 || asked.sort === "score") && (
        <p className="mb-3 text-sm text-dim">
          This link also {asked.risk.length > 0 ? "filters by risk level" : "sorts by risk score"}, which is
          part of PRO: here it is left out.{" "}
          <Link href="/pricing" prefetch={false} className="text-accent hover:underline">
            What PRO adds
          </Link>
        </p>
      )}
      <OperatorFilters
        screenerLocked={mayScreen ? null : FEATURES.operatorScreener.sells}
        sorts={sortChoices(mayScreen)}
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
        <List
          rows={list.rows}
          total={list.total}
          page={state.page}
          perPage={state.rows}
          nouns={["operator", "operators"]}
          hrefFor={(change) => hrefWith(state, change)}
          clearHref="/operators"
          wayOut={
            state.status === "active" && (
              <Link href={hrefWith(state, { status: "all" })} className={buttonClass()}>
                Look among inactive ones too
              </Link>
            )
          }
        >
          <OperatorTable rows={list.rows} state={state} withScore={mayScreen} />
        </List>
      </OperatorFilters>
    </main>
  );
}
