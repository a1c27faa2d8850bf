import { ExternalLink } from "lucide-react";
import { shortenAddress, UNKNOWN } from "@/server/format";
import { isOnChain, type SourceTable } from "../demo/demo";

/**
 * Renders a transaction hash as a link to the explorer; as text if a demo invented it; as "—" if the pipeline has
 * none. `table` is the table of the hash, and `of` the operator that it is about.
 */
export async function Transaction({
  hash,
  table,
  of,
}: {
  hash: string | null;
  table: SourceTable;
  of: string;
}) {
  if (!hash || !/^0x[0-9a-f]{64}$/i.test(hash)) return <span className="text-dim">{UNKNOWN}</span>;
  if (!(await isOnChain(table, of)))
    return (
      <span title={hash} className="font-mono text-xs whitespace-nowrap text-dim">
        {shortenAddress(hash)}
      </span>
    );
  return (
    <a
      href={`https://etherscan.io/tx/${hash}`}
      target="_blank"
      rel="noreferrer"
      title={hash}
      aria-label={`Open transaction ${hash} on Etherscan`}
      className="inline-flex items-center gap-1 font-mono text-xs whitespace-nowrap text-dim hover:text-ink hover:underline"
    >
      {shortenAddress(hash)}
      <ExternalLink className="size-3" aria-hidden="true" />
    </a>
  );
}
