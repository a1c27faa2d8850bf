import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { WATCHED_AVS_LIST } from "../list";
import type { ListProps } from "./items";
import { shownTo } from "./since";

/** Lists watched AVSs: how many operators secure them, and the changes. */
export function WatchedAvs({ items, hasVisited }: ListProps) {
  const services = items.flatMap((item) => item.avs ?? []);
  if (services.length === 0) return null;
  return (
    <Card flush title="AVSs" action={<CsvButton small of="watched AVSs" href={csvHref("watched-avs")} />}>
      <Table
        caption="Watched AVSs"
        columns={shownTo(hasVisited, tableOf(WATCHED_AVS_LIST))}
        rows={services}
        rowKey={(row) => row.address}
      />
    </Card>
  );
}
