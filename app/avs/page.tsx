import type { Metadata } from "next";
import { Card } from "@/app/_components/card";
import { CsvButton } from "@/app/_components/csv-button";
import { NoRows } from "@/app/_components/no-rows";
import { Pager } from "@/app/_components/pager";
import { Count } from "@/app/_components/quantity";
import { api } from "@/app/_trpc/server";
import { AvsFilters } from "./_components/avs-filters";
import { AvsTable, SORT_OPTIONS } from "./_components/avs-table";
import { type AvsState, hrefWith, loadAvsParams, toListInput } from "./search-params";

export const metadata: Metadata = {
  title: "AVSs",
  description:
    "Every service secured by EigenLayer operators: who secures it, what is allocated to its operator sets, what it could slash, and what it has slashed.",
  alternates: { canonical: "/avs" },
};

export default async function AvsListPage({ searchParams }: PageProps<"/avs">) {
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
        <CsvButton href={hrefWith(state, {}).replace("/avs", "/api/csv/avs")} />
      </header>
      <AvsFilters sorts={SORT_OPTIONS}>
        <Card flush>
          {list.rows.length > 0 ? (
            <AvsTable rows={list.rows} state={state} />
          ) : (
            <NoRows total={list.total} firstHref={hrefWith(state, { page: 1 })} clearHref="/avs" noun="AVS" />
          )}
        </Card>
        <Pager
          page={state.page}
          perPage={state.rows}
          total={list.total}
          noun={list.total === 1 ? "AVS" : "AVSs"}
          hrefForPage={(page) => hrefWith(state, { page })}
          hrefForPerPage={(rows) => hrefWith(state, { rows })}
        />
      </AvsFilters>
    </main>
  );
}
