import type { Metadata } from "next";
import { NothingRead } from "@/app/_components/certainty/nothing-read";
import { FilterBar } from "@/app/_components/filters/filter-bar";
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
import { Count, Usd } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";
import { STRATEGY_LIST } from "./list";
import { hrefWith, loadStrategyParams, STRATEGY_LISTING, toListInput } from "./search-params";

export const metadata: Metadata = {
  title: "Strategies",
  description:
    "Every EigenLayer strategy: value secured, price, exchange rate, the operators and delegators who hold it, and how much of it AVSs could slash.",
  alternates: { canonical: "/strategies" },
};

export default function StrategiesPage(props: PageProps<"/strategies">) {
  return (
    <NavigationSuspense
      skeleton={<ListSkeleton title="Strategies" {...shapeOf(STRATEGY_LIST, STRATEGY_LISTING)} rows={46} />}
    >
      <Strategies {...props} />
    </NavigationSuspense>
  );
}

async function Strategies({ searchParams }: PageProps<"/strategies">) {
  const state = await loadStrategyParams(searchParams);
  const [list, counts] = await Promise.all([
    api.analytics.strategies.list(toListInput(state)),
    api.analytics.strategies.counts(),
  ]);
  return (
    <main className="page py-7" id="content">
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss([counts, list.rows])} />
      <ListHead title="Strategies" action={<CsvButton href={csvHref("strategies", hrefWith(state, {}))} />}>
        {counts.totalCount === 0 ? (
          "None is known yet."
        ) : (
          <>
            <Count value={counts.totalCount} /> strategies, <Count value={counts.heldCount} /> of them held,{" "}
            <Usd value={counts.tvsUsd} of={counts} /> secured, of which{" "}
            <Usd
              value={counts.allocatedUsd}
              of={{
                isTvsUpperBound: counts.isAllocatedUpperBound,
                unpricedCount: counts.unpricedAllocatedCount,
              }}
            />{" "}
            is allocated to AVSs
          </>
        )}
      </ListHead>
      <FilterBar listing={STRATEGY_LISTING} sorts={sortChoicesOf(STRATEGY_LIST)}>
        <List
          rows={list.rows}
          total={list.total}
          page={state.page}
          perPage={state.rows}
          nouns={["strategy", "strategies"]}
          hrefFor={(change) => hrefWith(state, change)}
          clearHref="/strategies"
          narrowing={narrowingOf(STRATEGY_LISTING, state)}
          empty={counts.totalCount === 0 ? <NothingRead title="Strategies are not known yet" /> : undefined}
        >
          <Table
            caption="Strategies"
            columns={tableOf(STRATEGY_LIST)}
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
