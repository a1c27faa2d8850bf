import { Link } from "@/app/_components/navigation/link";
import { PublishedAccounts } from "@/app/_components/slashings/published-accounts";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { SLASHING_LIST } from "@/app/slashings/list";
import { formatNumber } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

const SHOWN = 10;

interface SlashingsProps {
  address: string;
  found: RouterOutputs["analytics"]["slashing"]["list"];
}

/** Lists the newest slashings by an AVS, and the parties' published statements about them. */
export const Slashings = ({ address, found }: SlashingsProps) => (
  <Card
    flush
    title="Slashings"
    action={
      <div className="flex items-center gap-3">
        {found.total > SHOWN && (
          <Link href={`/slashings?avs=${address}`} className="text-accent hover:underline">
            All {formatNumber(found.total)}
          </Link>
        )}
        <CsvButton small of="slashings" href={csvHref("slashings", "", { avs: address })} />
      </div>
    }
  >
    <Table
      caption="Slashings"
      columns={tableOf(SLASHING_LIST)}
      rows={found.rows.slice(0, SHOWN)}
      rowKey={(row) => row.id}
    />
    <div className="px-4 pb-4 empty:hidden md:px-4.5">
      <PublishedAccounts avs={address} />
    </div>
  </Card>
);
