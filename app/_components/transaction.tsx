import { ExternalLink } from "lucide-react";
import { shortenAddress, UNKNOWN } from "@/app/_lib/format";

/** A transaction's hash as a link to the explorer; "—" when the pipeline has none. */
export function Transaction({ hash }: { hash: string | null }) {
  if (!hash || !/^0x[0-9a-f]{64}$/i.test(hash)) return <span className="text-dim">{UNKNOWN}</span>;
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
