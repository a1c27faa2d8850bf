import { ENTITY_CELL, EntityName } from "@/app/_components/entity/entity-name";
import type { ShownColumn, TableColumns } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
import { Part } from "@/app/_components/values/quantity";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { OPERATOR_LIST } from "@/app/operators/list";
import type { RouterOutputs } from "@/server/trpc/router";

type Row = RouterOutputs["analytics"]["operators"]["list"]["rows"][number];

/** Lists the first operators with their share of the network's priced stake. */
export function TopOperators({ rows }: { rows: Row[] }) {
  return (
    <Table
      caption="The operators with the most value secured"
      columns={TOP_COLUMNS}
      rows={rows}
      rowKey={(row) => row.address}
    />
  );
}

const { tvs, change, trend, delegators, avs, verdict } = OPERATOR_LIST.columns;
/** The columns without tips, since the home page explains its figures once, above the table. */
const untipped = <Row,>(column: ShownColumn<Row>): ShownColumn<Row> => ({ ...column, metric: null });

export const TOP_COLUMNS: TableColumns<Row> = {
  name: {
    header: "Operator",
    cellClass: ENTITY_CELL,
    cell: (row) => (
      <EntityName
        kind="operator"
        address={row.address}
        name={row.name}
        phoneNote={<VerdictMark small word={row.verdict} />}
      />
    ),
  },
  verdict: untipped(verdict),
  tvs: untipped(tvs),
  ofNetwork: {
    header: "Of priced stake",
    align: "right",
    priority: 2,
    cell: (row) => <Part value={row.ofNetworkRatio} />,
  },
  change,
  trend: { ...trend, priority: 3 },
  delegators: { ...untipped(delegators), priority: 3 },
  avs: untipped(avs),
};
