import type { Metadata } from "next";
import { NothingRead } from "@/app/_components/certainty/nothing-read";
import { nameOf } from "@/app/_components/entity/plain-name";
import { FilterBar } from "@/app/_components/filters/filter-bar";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { holdsUncorrectedLoss } from "@/app/_components/slashings/holds-uncorrected-loss";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { firstRankOf, shapeOf, sortChoicesOf, tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { List } from "@/app/_components/tables/list";
import { ListHead } from "@/app/_components/tables/list-head";
import { ListSkeleton } from "@/app/_components/tables/list-skeleton";
import { narrowingOf } from "@/app/_components/tables/listing";
import { Table } from "@/app/_components/tables/table";
import { buttonClass } from "@/app/_components/ui/button";
import { Count, Usd } from "@/app/_components/values/quantity";
import { api, viewerMayUse } from "@/app/_trpc/server";
import { OPERATOR_LIST } from "./list";
import {
  hrefWith,
  loadOperatorParams,
  OPERATOR_LISTING,
  type OperatorState,
  toListInput,
  toScreenerInput,
} from "./search-params";

export const metadata: Metadata = {
  title: "Operators",
  description:
    "Every EigenLayer operator by value secured, delegators, AVSs, commission, utilization and verdict.",
  alternates: { canonical: "/operators" },
};

const operators = api.analytics.operators;

export default function OperatorsPage(props: PageProps<"/operators">) {
  return (
    <NavigationSuspense
      skeleton={<ListSkeleton title="Operators" {...shapeOf(OPERATOR_LIST, OPERATOR_LISTING)} rows={50} />}
    >
      <Operators {...props} />
    </NavigationSuspense>
  );
}

async function Operators({ searchParams }: PageProps<"/operators">) {
  const asked = await loadOperatorParams(searchParams);
  const mayUse = await viewerMayUse();
  const mayScreen = mayUse("operatorScreener");
  const state: OperatorState = { ...asked, sort: mayScreen ? asked.sort : toListInput(asked).sort };
  const [list, counts, network, filters] = await Promise.all([
    mayScreen ? operators.screener(toScreenerInput(state)) : operators.list(toListInput(state)),
    operators.counts(),
    api.analytics.network.overview().catch(() => undefined),
    operators.filters({ status: state.status }),
  ]);
  return (
    <main className="page py-7" id="content">
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss([network, list.rows])} />
      <ListHead title="Operators" action={<CsvButton href={csvHref("operators", hrefWith(state, {}))} />}>
        {counts.totalCount === 0 ? (
          "None is known yet."
        ) : (
          <>
            <Count value={counts.totalCount} /> registered
            {counts.stakedCount !== null && (
              <>
                , <Count value={counts.stakedCount} /> with delegated stake
              </>
            )}
            {network && (
              <>
                , <Usd value={network.now.tvsUsd} of={network.now} /> secured
              </>
            )}
            {counts.entityCount > 0 && (
              <>
                , <Count value={counts.entityCount} />{" "}
                <Link href="/entities" prefetch={false} className="text-accent hover:underline">
                  known entities
                </Link>{" "}
                behind them
              </>
            )}
          </>
        )}
      </ListHead>
      {!mayScreen && asked.sort === "score" && (
        <p className="mb-3 text-sm text-dim">
          This link also sorts by risk score, which is part of PRO: here it is left out.{" "}
          <Link href="/pricing" prefetch={false} className="text-accent hover:underline">
            What PRO adds
          </Link>
        </p>
      )}
      <FilterBar
        listing={OPERATOR_LISTING}
        sorts={sortChoicesOf(OPERATOR_LIST, mayUse)}
        choices={{
          strategy: filters.strategies.map(({ address, symbol, operatorCount }) => ({
            value: address,
            label: nameOf(symbol, address),
            count: operatorCount,
          })),
          avs: filters.avs.map(({ address, name, operatorCount }) => ({
            value: address,
            label: nameOf(name, address),
            count: operatorCount,
          })),
          entity: filters.entities.map(({ slug, name, operatorCount }) => ({
            value: slug,
            label: name,
            count: operatorCount,
          })),
        }}
      >
        <List
          rows={list.rows}
          total={list.total}
          page={state.page}
          perPage={state.rows}
          nouns={["operator", "operators"]}
          hrefFor={(change) => hrefWith(state, change)}
          clearHref="/operators"
          narrowing={narrowingOf(OPERATOR_LISTING, state)}
          empty={counts.totalCount === 0 ? <NothingRead title="Operators are not known yet" /> : undefined}
          wayOut={
            state.status !== "all" && (
              <Link href={hrefWith(state, { status: "all" })} className={buttonClass()}>
                Include all operators
              </Link>
            )
          }
        >
          <Table
            caption="Operators"
            columns={tableOf(OPERATOR_LIST, mayUse)}
            rows={list.rows}
            rowKey={(row) => row.address}
            firstRank={firstRankOf(state)}
            order={{ ...state, hrefFor: (change) => hrefWith(state, change) }}
          />
        </List>
      </FilterBar>
    </main>
  );
}
