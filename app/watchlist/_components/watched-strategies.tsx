import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { WATCHED_STRATEGY_LIST } from "../list";
import type { ListProps } from "./items";
import { shownTo } from "./since";

/** Lists watched strategies: value, holders, and the changes. */
export function WatchedStrategies({ items, hasVisited }: ListProps) {
  const strategies = items.flatMap((item) => item.strategy ?? []);
  if (strategies.length === 0) return null;
  return (
    <Card
      flush
      title="Strategies"
      action={<CsvButton small of="watched strategies" href={csvHref("watched-strategies")} />}
    >
      <Table
        caption="Watched strategies"
        columns={shownTo(hasVisited, tableOf(WATCHED_STRATEGY_LIST))}
        rows={strategies}
        rowKey={(row) => row.address}
      />
    </Card>
  );
}
