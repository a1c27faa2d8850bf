import { Modelled } from "@/app/_components/demo/demo";
import { Link } from "@/app/_components/navigation/link";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Pager } from "@/app/_components/tables/pager";
import { Table } from "@/app/_components/tables/table";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Segmented } from "@/app/_components/ui/segmented";
import { allowed, api } from "@/app/_trpc/server";
import type { ListedOperatorAvsRow } from "@/server/network/lists/operator-avs";
import { OPERATOR_AVS_LIST } from "../list";
import { AVS_STATUSES, type AvsState, avsHref, toAvsInput, toDetailInput } from "../search-params";

const STATUS_LABEL = { active: "Now", past: "Before", all: "All" };
/** Lists the AVSs of an operator, now or before, with paid figures for viewers who may see them. */
export async function AvsTable({ address, state }: { address: string; state: AvsState }) {
  const mayRead = await allowed("operatorAvsDetail", address);
  const input = mayRead ? toDetailInput(address, state) : toAvsInput(address, state);
  const { rows, total }: { rows: ListedOperatorAvsRow[]; total: number } = mayRead
    ? await api.analytics.operators.avs.detail(toDetailInput(address, state))
    : await api.analytics.operators.avs.list(toAvsInput(address, state));
  return (
    <div>
      <Card
        flush
        title={
          <>
            Every AVS <Modelled table="operator_avs_relationships" />
          </>
        }
        action={
          <div className="flex items-center gap-2 max-sm:flex-col max-sm:items-end">
            <Segmented
              label="Which AVSs"
              options={AVS_STATUSES.map((status) => ({
                href: avsHref(address, state, { status }),
                label: STATUS_LABEL[status],
                current: status === state.status,
              }))}
            />
            <CsvButton
              small
              of="AVSs"
              href={csvHref("operator-avs", avsHref(address, state, {}), { operator: address })}
            />
          </div>
        }
      >
        {rows.length === 0 ? (
          <Empty
            title={state.status === "past" ? "No AVS is known that it left" : "No AVS of it is known"}
            action={
              state.status !== "all" && (
                <Link href={avsHref(address, state, { status: "all" })} className={buttonClass()}>
                  All AVSs
                </Link>
              )
            }
          >
            Registrations appear here as soon as the pipeline reads them.
          </Empty>
        ) : (
          <Table
            caption="AVSs of this operator"
            columns={tableOf(OPERATOR_AVS_LIST, () => mayRead)}
            rows={rows}
            rowKey={(row) => row.address}
            order={{ ...input, hrefFor: (change) => avsHref(address, state, change) }}
          />
        )}
      </Card>
      {total > input.perPage && (
        <Pager
          page={input.page}
          perPage={input.perPage}
          total={total}
          noun="AVSs"
          hrefForPage={(page) => avsHref(address, state, { page })}
          hrefForPerPage={(rows) => avsHref(address, state, { rows })}
        />
      )}
    </div>
  );
}
