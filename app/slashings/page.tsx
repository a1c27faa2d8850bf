import type { Metadata } from "next";
import { NothingRead } from "@/app/_components/certainty/nothing-read";
import { FilterBar } from "@/app/_components/filters/filter-bar";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { shapeOf, sortChoicesOf, tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { List } from "@/app/_components/tables/list";
import { ListHead } from "@/app/_components/tables/list-head";
import { ListSkeleton } from "@/app/_components/tables/list-skeleton";
import { narrowingOf } from "@/app/_components/tables/listing";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { LoadingStats } from "@/app/_components/ui/skeleton";
import { Count, Counted, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { api } from "@/app/_trpc/server";
import { SLASHING_LIST } from "./list";
import { hrefWith, isNarrowed, loadSlashingParams, SLASHING_LISTING, toListInput } from "./search-params";

export const metadata: Metadata = {
  title: "Slashings",
  description:
    "Every slashing on EigenLayer: when, which operator, by which AVS and operator set, what fraction of which strategy, what it was worth, and the reason given.",
  alternates: { canonical: "/slashings" },
};

const SUBJECT =
  "Every time an AVS took stake from an operator. A fraction is of the operator's whole stake in that strategy, and fractions of different strategies do not add up.";

export default function SlashingPage(props: PageProps<"/slashings">) {
  return (
    <NavigationSuspense
      skeleton={
        <ListSkeleton
          title="Slashings"
          text={SUBJECT}
          {...shapeOf(SLASHING_LIST, SLASHING_LISTING)}
          rows={15}
        >
          <div className="mb-4">
            <LoadingStats count={4} columns={4} notesFrom={3} />
          </div>
        </ListSkeleton>
      }
    >
      <Slashings {...props} />
    </NavigationSuspense>
  );
}

async function Slashings({ searchParams }: PageProps<"/slashings">) {
  const state = await loadSlashingParams(searchParams);
  const input = toListInput(state);
  const [list, counts] = await Promise.all([
    api.analytics.slashing.list(input),
    api.analytics.slashing.counts(input),
  ]);
  return (
    <main className="page py-7" id="content">
      <ListHead title="Slashings" action={<CsvButton href={csvHref("slashings", hrefWith(state, {}))} />}>
        {SUBJECT}
      </ListHead>
      <div className="mb-4">
        <StatStrip columns={4}>
          <Stat label="Slashings">
            <Count value={counts.totalCount} />
          </Stat>
          <Stat label="Operators slashed">
            <Count value={counts.operatorCount} />
          </Stat>
          <Stat label="AVSs that slashed">
            <Count value={counts.avsCount} />
          </Stat>
          <Stat
            label={
              <>
                Estimated loss <MetricTip metric="slashedValue" />
              </>
            }
            note={
              counts.totalCount !== null &&
              counts.unpricedCount > 0 && (
                <>
                  without <Counted value={counts.unpricedCount} one="part" /> of unknown value
                </>
              )
            }
          >
            <Usd value={counts.lostUsd} of={lossCertainty(counts)} past />
          </Stat>
        </StatStrip>
      </div>
      {counts.totalCount === null ? (
        <Card>
          <NothingRead title="Slashings are not known">
            The pipeline has not read them yet, so an empty list does not mean that nobody was slashed.
          </NothingRead>
        </Card>
      ) : counts.totalCount === 0 && !isNarrowed(input) ? (
        <Card>
          <Empty title="Nothing has been slashed yet">
            A slashing appears here as soon as the pipeline has read its block.
          </Empty>
        </Card>
      ) : (
        <FilterBar listing={SLASHING_LISTING} sorts={sortChoicesOf(SLASHING_LIST)}>
          <List
            rows={list.rows}
            total={list.total}
            page={state.page}
            perPage={state.rows}
            nouns={["slashing", "slashings"]}
            hrefFor={(change) => hrefWith(state, change)}
            clearHref="/slashings"
            narrowing={narrowingOf(SLASHING_LISTING, state)}
          >
            <Table
              caption="Slashings"
              columns={tableOf(SLASHING_LIST)}
              rows={list.rows}
              rowKey={(row) => row.id}
              order={{ ...state, hrefFor: (change) => hrefWith(state, change) }}
            />
          </List>
        </FilterBar>
      )}
    </main>
  );
}
