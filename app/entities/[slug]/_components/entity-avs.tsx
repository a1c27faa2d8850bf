import { Modelled } from "@/app/_components/demo/demo";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Counted } from "@/app/_components/values/quantity";
import type { RouterOutputs } from "@/server/trpc/router";
import { ENTITY_AVS_LIST } from "../avs-list";

type EntityAvsProps = { slug: string; rows: RouterOutputs["analytics"]["entities"]["avs"] };

const SHOWN = 8;

/** Lists the AVSs that operators of an entity secure. */
export function EntityAvs({ slug, rows }: EntityAvsProps) {
  if (rows.length === 0)
    return (
      <EmptyCard title="AVSs that its operators secure" says="None is known.">
        An AVS that they secure through operator sets may not be known.
      </EmptyCard>
    );
  const more = rows.slice(SHOWN);
  return (
    <Card
      flush
      title={
        <>
          AVSs that its operators secure <Modelled table="operator_avs_relationships" />
        </>
      }
      action={<CsvButton small of="its AVSs" href={csvHref("entity-avs", "", { entity: slug })} />}
    >
      <AvsTable caption="AVSs that its operators secure" rows={rows.slice(0, SHOWN)} />
      {more.length > 0 && (
        <details className="group border-t">
          <summary className="list-none px-4 py-3 text-sm text-accent select-none hover:underline md:px-4.5">
            <span className="group-open:hidden">
              <Counted value={more.length} one="more AVS" many="more AVSs" />
            </span>
            <span className="hidden group-open:inline">Fewer</span>
          </summary>
          <AvsTable caption="More AVSs that its operators secure" rows={more} />
        </details>
      )}
    </Card>
  );
}

const AvsTable = ({ caption, rows }: { caption: string; rows: EntityAvsProps["rows"] }) => (
  <Table caption={caption} columns={tableOf(ENTITY_AVS_LIST)} rows={rows} rowKey={(row) => row.address} />
);
