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
import { Count } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";
import { AVS_LIST } from "./list";
import { AVS_LISTING, hrefWith, loadAvsParams, toListInput } from "./search-params";

export const metadata: Metadata = {
  title: "AVSs",
  description:
    "Every service secured by EigenLayer operators: who secures it, what is allocated to its operator sets, what it could slash, and what it has slashed.",
  alternates: { canonical: "/avs" },
};

export default function AvsListPage(props: PageProps<"/avs">) {
  return (
    <NavigationSuspense
      skeleton={<ListSkeleton title="AVSs" {...shapeOf(AVS_LIST, AVS_LISTING)} rows={50} />}
    >
      <AvsList {...props} />
    </NavigationSuspense>
  );
}

async function AvsList({ searchParams }: PageProps<"/avs">) {
  const state = await loadAvsParams(searchParams);
  const [list, counts] = await Promise.all([
    api.analytics.avs.list(toListInput(state)),
    api.analytics.avs.counts(),
  ]);
  return (
    <main className="page py-7" id="content">
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss(list.rows)} />
      <ListHead title="AVSs" action={<CsvButton href={csvHref("avs", hrefWith(state, {}))} />}>
        {counts.totalCount === 0 ? (
          "None is known yet."
        ) : (
          <>
            <Count value={counts.totalCount} /> services, <Count value={counts.activeCount} /> with operators,
            allocations or slashings
            {counts.activityUnknownCount > 0 && (
              <>
                {" "}
                (of <Count value={counts.activityUnknownCount} /> it is not known)
              </>
            )}
            , <Count value={counts.slashingCapableCount} /> known with stake that they could slash
          </>
        )}
      </ListHead>
      <FilterBar listing={AVS_LISTING} sorts={sortChoicesOf(AVS_LIST)}>
        <List
          rows={list.rows}
          total={list.total}
          page={state.page}
          perPage={state.rows}
          nouns={["AVS", "AVSs"]}
          hrefFor={(change) => hrefWith(state, change)}
          clearHref="/avs"
          narrowing={narrowingOf(AVS_LISTING, state)}
          empty={counts.totalCount === 0 ? <NothingRead title="AVSs are not known yet" /> : undefined}
        >
          <Table
            caption="AVSs"
            columns={tableOf(AVS_LIST)}
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
