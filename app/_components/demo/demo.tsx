import { ExternalLink } from "lucide-react";
import { cache } from "react";
import { checksumAddress } from "@/app/_components/entity/short-address";
import { api } from "@/app/_trpc/server";
import { Badge } from "../ui/badge";

/** Returns the demo's description of its rows, or `null` on real data. Asked once a request. */
export const findDemo = cache(() => api.analytics.network.demo().catch(() => null));

/** The names of tables in the demo's description. */
export type SourceTable =
  | "historical_tvs_snapshots"
  | "operator_allocations"
  | "operator_avs_registration_history"
  | "operator_avs_relationships"
  | "operator_commission_history"
  | "operator_daily_snapshots"
  | "operator_delegator_history"
  | "operator_delegator_shares"
  | "operator_delegators"
  | "operator_metadata_history"
  | "operator_registration"
  | "operator_slashing_incidents";

/**
 * Returns whether transactions and blocks of a table exist on chain. In a demo most of them are invented. If the
 * operator `of` is invented, all of its transactions and blocks are.
 */
export async function isOnChain(table: SourceTable, of?: string): Promise<boolean> {
  const demo = await findDemo();
  if (demo === null) return true;
  return demo.realTables.includes(table) && !(of && demo.fictional.includes(of));
}

/** Says beside a card's title that its data is modelled by the demo. Renders nothing on real data. */
export async function Modelled({ table }: { table: SourceTable }) {
  const demo = await findDemo();
  if (!demo?.modelledTables.includes(table)) return null;
  return (
    <Badge>
      <span title="Made by the demo from published totals, not read from the chain">modelled</span>
    </Badge>
  );
}

/** Links an address to Etherscan, unless the demo invented it. `of` is the operator or AVS that it belongs to. */
export async function EtherscanLink({ address, of = address }: { address: string; of?: string }) {
  const demo = await findDemo();
  if (demo?.fictional.includes(of)) return null;
  return (
    <a
      href={`https://etherscan.io/address/${checksumAddress(address)}`}
      target="_blank"
      rel="noreferrer"
      aria-label="Open address on Etherscan"
      title="Open on Etherscan"
      className="inline-grid size-6 place-items-center rounded-md text-dim transition-colors hover:bg-soft hover:text-ink"
    >
      <ExternalLink className="size-3.5" aria-hidden="true" />
    </a>
  );
}
