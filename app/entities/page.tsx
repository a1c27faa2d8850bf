import type { Metadata } from "next";
import { NothingRead } from "@/app/_components/certainty/nothing-read";
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
import { Count, Counted } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";
import { ENTITY_LIST } from "./list";
import { ENTITY_LISTING, hrefWith, loadEntityParams, toListInput } from "./search-params";

export const metadata: Metadata = {
  title: "Entities",
  description:
    "The brands and node operators behind EigenLayer operators: how many operators each has, their stake, AVSs and slashings together, and the evidence that they belong together.",
  alternates: { canonical: "/entities" },
};

export default function EntitiesPage(props: PageProps<"/entities">) {
  return (
    <NavigationSuspense
      skeleton={<ListSkeleton title="Entities" {...shapeOf(ENTITY_LIST, ENTITY_LISTING)} rows={32} />}
    >
      <Entities {...props} />
    </NavigationSuspense>
  );
}

async function Entities({ searchParams }: PageProps<"/entities">) {
  const state = await loadEntityParams(searchParams);
  const [list, counts] = await Promise.all([
    api.analytics.entities.list(toListInput(state)),
    api.analytics.entities.counts(),
  ]);
  return (
    <main className="page py-7" id="content">
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss([list.rows])} />
      <ListHead title="Entities" action={<CsvButton href={csvHref("entities", hrefWith(state, {}))} />}>
        <Counted value={counts.brandCount} one="brand" /> and{" "}
        <Counted value={counts.nodeOperatorCount} one="node operator" /> behind{" "}
        <Count value={counts.groupedOperatorCount} /> operators. Each was reviewed, none is grouped
        automatically.{" "}
        <Link href="/methodology#entities" className="text-accent hover:underline">
          How
        </Link>
      </ListHead>
      <FilterBar listing={ENTITY_LISTING} sorts={sortChoicesOf(ENTITY_LIST)}>
        <List
          rows={list.rows}
          total={list.total}
          page={state.page}
          perPage={state.rows}
          nouns={["entity", "entities"]}
          hrefFor={(change) => hrefWith(state, change)}
          clearHref="/entities"
          narrowing={narrowingOf(ENTITY_LISTING, state)}
          empty={
            counts.totalCount === 0 ? (
              <NothingRead title="No entity is known here">
                None of the operators here belongs to a group that was reviewed.
              </NothingRead>
            ) : undefined
          }
        >
          <Table
            caption="Entities"
            columns={tableOf(ENTITY_LIST)}
            rows={list.rows}
            rowKey={(row) => row.slug}
            firstRank={firstRankOf(state)}
            order={{ ...state, hrefFor: (change) => hrefWith(state, change) }}
          />
        </List>
      </FilterBar>
    </main>
  );
}
