import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { WATCHED_OPERATOR_LIST } from "../list";
import type { ListProps } from "./items";
import { shownTo } from "./since";

/** Lists watched operators: their figures, and the changes of 30 days and since the last visit. */
export function WatchedOperators({ items, hasVisited }: ListProps) {
  const operators = items.flatMap((item) => item.operator ?? []);
  if (operators.length === 0) return null;
  return (
    <Card
      flush
      title="Operators"
      action={<CsvButton small of="watched operators" href={csvHref("watched-operators")} />}
    >
      <Table
        caption="Watched operators"
        columns={shownTo(hasVisited, tableOf(WATCHED_OPERATOR_LIST))}
        rows={operators}
        rowKey={(row) => row.address}
      />
    </Card>
  );
}
