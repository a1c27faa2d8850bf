import { Entity } from "@/app/_components/entity/entity";
import { nameOf } from "@/app/_components/entity/plain-name";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, type Column, DataTable, Row } from "@/app/_components/tables/data-table";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Bps, Percent, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { type AllocationState, allocationsHref } from "../search-params";

const COLUMNS: Column<AllocationState["sort"]>[] = [
  { key: "avs", label: "AVS and set" },
  { key: "strategy", label: "Strategy" },
  { key: "value", label: "Allocated", numeric: true, metric: "allocated", phoneTip: false },
  { key: "magnitude", label: "Of magnitude", numeric: true, priority: 2 },
  {
    key: "commission",
    label: "AVS split / set split",
    numeric: true,
    priority: 3,
    metric: "allocationSplits",
  },
  { key: "since", label: "Since", numeric: true, priority: 3 },
];

/** Why a set can slash an allocation, may slash it, or cannot. */
const REASON = {
  member: "member",
  "left-recently": "left less than 14 days ago",
  "membership-unknown": "membership not known",
  "left-at-unknown-time": "left, may still be slashable",
  "clock-unknown": "not known whether in effect",
  "left-long-ago": "not slashable: left",
  "strategy-removed": "not slashable: strategy left the set",
  "nothing-in-effect": "nothing in effect",
};

/** Every allocation that is in effect. Only rendered for those who may see it. */
export async function AllocationTable({ address, state }: { address: string; state: AllocationState }) {
  const { sort, dir } = state;
  const rows = await api.analytics.operators.allocations.list({ address, sort, dir });
  if (rows.length === 0) return null;
  return (
    <Card
      flush
      title="Every allocation"
      action={
        <CsvButton
          small
          of="allocations"
          href={csvHref("allocations", allocationsHref(address, state, {}), { operator: address })}
        />
      }
    >
      <DataTable
        caption="Allocations in effect"
        columns={COLUMNS}
        order={{ ...state, hrefFor: (change) => allocationsHref(address, state, change) }}
      >
        {rows.map((row) => (
          <Row key={`${row.avs}-${row.setNumber}-${row.strategy}`}>
            <Cell className="w-full max-w-0 min-w-32">
              <span className="flex min-w-0 items-center gap-2">
                <Entity
                  address={row.avs}
                  name={row.avsName}
                  href={`/avs/${row.avs}`}
                  stretched
                  phoneNote={
                    <span className="text-xs text-dim">
                      set {row.setNumber}
                      {row.verdict !== "slashable" && `, ${REASON[row.reason]}`}
                    </span>
                  }
                />
                <Badge className="max-sm:hidden">set {row.setNumber}</Badge>
                {row.verdict !== "slashable" && <Badge className="max-sm:hidden">{REASON[row.reason]}</Badge>}
              </span>
            </Cell>
            <Cell>{nameOf(row.symbol, row.strategy)}</Cell>
            <Cell numeric>
              <Usd
                value={row.allocatedUsd}
                of={{ isTvsUpperBound: row.isAllocatedUpperBound }}
                className="font-semibold"
              />
            </Cell>
            <Cell numeric priority={2}>
              <Percent value={row.ratio} />
            </Cell>
            <Cell numeric priority={3}>
              <Bps value={row.avsSplitBps} /> / <Bps value={row.setSplitBps} />
            </Cell>
            <Cell numeric priority={3}>
              <Time at={row.allocatedAt} show="day" className="whitespace-nowrap" />
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Card>
  );
}
