import { EntityCounts } from "@/app/_components/entity/entity-counts";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import type { EntityCounts as Counts } from "@/server/network/entities/groups";
import { WATCHED_OPERATOR_LIST } from "../list";
import type { ListProps } from "./items";
import { shownTo } from "./since";

type WatchedOperatorsProps = ListProps & { entities: Counts | null };

/** Lists watched operators: who is behind them, their figures, and the changes of 30 days and since the last visit. */
export function WatchedOperators({ items, entities, hasVisited }: WatchedOperatorsProps) {
  const operators = items.flatMap((item) => item.operator ?? []);
  if (operators.length === 0) return null;
  return (
    <Card
      flush
      title={<>Operators {entities && operators.length > 1 && <EntityCounts of={entities} />}</>}
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
