import type { Metadata } from "next";
import { Arrival } from "@/app/_components/arrival";
import { CsvButton } from "@/app/_components/csv-button";
import { sortsOf } from "@/app/_components/data-table";
import { List } from "@/app/_components/list";
import { ListSkeleton } from "@/app/_components/list-skeleton";
import { Count } from "@/app/_components/quantity";
import { csvHref } from "@/app/_lib/csv-href";
import { api } from "@/app/_trpc/server";
import { AvsFilters } from "./_components/avs-filters";
import { AvsTable, COLUMNS } from "./_components/avs-table";
import { type AvsState, hrefWith, loadAvsParams, toListInput } from "./search-params";

export const metadata: Metadata = {
  title: "AVSs",
  description:
    "Every service secured by EigenLayer operators: who secures it, what is allocated to its operator sets, what it could slash, and what it has slashed.",
  alternates: { canonical: "/avs" },
};

export default function AvsListPage(props: PageProps<"/avs">) {
  return (
    <Arrival skeleton={<ListSkeleton title="AVSs" filters={6} rows={50} />}>
      <AvsList {...props} />
    </Arrival>
  );
}

async function AvsList({ searchParams }: PageProps<"/avs">) {
  const asked = await loadAvsParams(searchParams);
  const input = toListInput(asked);
  const state: AvsState = { ...asked, page: input.page, rows: input.perPage };
  const [list, counts] = await Promise.all([api.analytics.avs.list(input), api.analytics.avs.counts()]);
  return (
    <main className="page py-7" id="content">
      <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">AVSs</h1>
          <p className="text-dim">
            <Count value={counts.totalCount} /> services, <Count value={counts.activeCount} /> secured by at
            least one operator, <Count value={counts.slashingCapableCount} /> with stake that they could slash
            today
          </p>
        </div>
        <CsvButton href={csvHref("avs", hrefWith(state, {}))} />
      </header>
      <AvsFilters sorts={sortsOf(COLUMNS)}>
        <List
          rows={list.rows}
          total={list.total}
          page={state.page}
          perPage={state.rows}
          nouns={["AVS", "AVSs"]}
          hrefFor={(change) => hrefWith(state, change)}
          clearHref="/avs"
        >
          <AvsTable rows={list.rows} state={state} />
        </List>
      </AvsFilters>
    </main>
  );
}
