import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { CommissionScope } from "@/app/_components/values/commission-scope";
import { Bps, Count } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { NEWEST_CHANGES } from "@/server/analytics/operator-commission";
import { formatCountChange } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Change = RouterOutputs["analytics"]["operators"]["commission"]["changes"][number];

/** By how many percentage points a split changed. */
const pointsOf = ({ fromBps, toBps }: Change) =>
  fromBps === null || toBps === null ? null : (toBps - fromBps) / 100;

/** Every change that was announced, each once, newest first. */
export async function CommissionChanges({ address }: { address: string }) {
  const changes = await api.analytics.operators.commission.changes({ address });
  return (
    <Card
      flush={changes.length > 0}
      title="Every change"
      action={
        changes.length > 0 && (
          <CsvButton
            small
            of="changes of splits"
            href={csvHref("commission-changes", "", { operator: address })}
          />
        )
      }
    >
      {changes.length === 0 ? (
        <p className="text-dim">No change of a split is known.</p>
      ) : (
        <DataTable
          mostRows={NEWEST_CHANGES}
          caption="Changes of commission"
          columns={[
            { label: "Of the rewards of" },
            { label: "From", numeric: true },
            { label: "To", numeric: true },
            { label: "Points", numeric: true, priority: 2 },
            { label: "Announced", numeric: true, priority: 2 },
            { label: "In force", numeric: true },
          ]}
        >
          {changes.map((change) => (
            <Row key={change.key}>
              <Cell className="w-full">
                <CommissionScope
                  type={change.type}
                  avs={change.avs}
                  avsName={change.avsName}
                  setNumber={change.setNumber}
                />
              </Cell>
              <Cell numeric className="text-dim">
                <Bps value={change.fromBps} />
              </Cell>
              <Cell numeric className="font-semibold">
                <Bps value={change.toBps} />
              </Cell>
              <Cell
                numeric
                priority={2}
                className={(pointsOf(change) ?? 0) > 0 ? "text-critical" : "text-low"}
              >
                {formatCountChange(pointsOf(change))}
              </Cell>
              <Cell numeric priority={2} className="whitespace-nowrap">
                <Time at={change.changedAt} show="day" />
              </Cell>
              <Cell numeric className="whitespace-nowrap">
                {change.isPending && <Badge tone="medium">Pending</Badge>}{" "}
                <Time at={change.activatedAt} show="day" />
              </Cell>
            </Row>
          ))}
        </DataTable>
      )}
      {changes.length === NEWEST_CHANGES && (
        <p className="border-t px-4 py-3 text-sm text-dim md:px-4.5">
          The newest <Count value={NEWEST_CHANGES} />. The CSV has all.
        </p>
      )}
    </Card>
  );
}
