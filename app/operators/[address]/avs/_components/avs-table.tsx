import { Modelled } from "@/app/_components/demo/demo";
import { Entity } from "@/app/_components/entity/entity";
import { Link } from "@/app/_components/navigation/link";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, type Column, DataTable, Row } from "@/app/_components/tables/data-table";
import { Pager } from "@/app/_components/tables/pager";
import { Badge } from "@/app/_components/ui/badge";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Segmented } from "@/app/_components/ui/segmented";
import { Bps, Count, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import { api } from "@/app/_trpc/server";
import { AVS_STATUSES, type AvsState, avsHref, toAvsInput } from "../search-params";

const COLUMNS: Column<AvsState["sort"]>[] = [
  { key: "name", label: "AVS" },
  { key: "allocated", label: "Allocated", numeric: true, metric: "allocated", phoneTip: false },
  { key: "commission", label: "AVS split", numeric: true, metric: "avsCommission", phoneTip: false },
  { key: "since", label: "Since", numeric: true, priority: 2 },
  { key: "days", label: "Days in all", numeric: true, priority: 3 },
  { key: "cycles", label: "Cycles", numeric: true, priority: 3 },
  { key: "sets", label: "Operator sets", numeric: true, priority: 3 },
];
const STATUS_LABEL = { active: "Now", past: "Before", all: "All" };
const SOURCE = {
  AVS: "its own split",
  OPERATOR_SET: "set split",
  PI: "PI split",
  DEFAULT: "protocol default",
};
const SECURING = {
  registered: null,
  "through-operator-sets": "Through operator sets",
  unknown: "Not known",
  "has-secured": "Left",
  no: "Not a member",
};

/** The AVSs of an operator, now or before. Only rendered for those who may see them. */
export async function AvsTable({ address, state }: { address: string; state: AvsState }) {
  const input = toAvsInput(address, state);
  const { rows, total } = await api.analytics.operators.avs.list(input);
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
          <DataTable
            caption="AVSs of this operator"
            columns={COLUMNS}
            order={{ ...state, hrefFor: (change) => avsHref(address, state, change) }}
          >
            {rows.map((row) => (
              <Row key={row.address}>
                <Cell className="w-full max-w-0 min-w-36">
                  <span className="flex min-w-0 items-center gap-2">
                    <Entity address={row.address} name={row.name} href={`/avs/${row.address}`} stretched />
                    {SECURING[row.securing] && <Badge>{SECURING[row.securing]}</Badge>}
                  </span>
                </Cell>
                <Cell numeric>
                  <Usd
                    value={row.allocatedUsd}
                    of={allocatedCertainty(row)}
                    className={row.allocatedUsd === 0 ? "text-dim" : "font-semibold"}
                  />
                </Cell>
                <Cell numeric>
                  <span className="block leading-tight">
                    <Bps value={row.commissionBps} />
                    <span className="block text-2xs text-dim max-sm:hidden">
                      {SOURCE[row.commissionSource]}
                    </span>
                  </span>
                </Cell>
                <Cell numeric priority={2}>
                  <Time at={row.statusSinceAt} show="day" className="whitespace-nowrap" />
                </Cell>
                <Cell numeric priority={3}>
                  <Count value={row.registeredDayCount} />
                </Cell>
                <Cell numeric priority={3}>
                  <Count value={row.cycleCount} />
                </Cell>
                <Cell numeric priority={3}>
                  <Count value={row.operatorSetCount} />
                </Cell>
              </Row>
            ))}
          </DataTable>
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
