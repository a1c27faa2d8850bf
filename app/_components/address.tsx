import { ExternalLink } from "lucide-react";
import { checksumAddress } from "@/app/_lib/address";
import { cx } from "@/app/_lib/cx";
import { shortenAddress } from "@/app/_lib/format";
import { CopyButton } from "./copy-button";

type AddressProps = {
  address: string;
  /** Adds the button that copies the EIP-55 form. */
  copy?: boolean;
  /** Adds a link to the address on Etherscan. */
  explorer?: boolean;
  /** The whole address instead of its ends, breaking where it must. */
  full?: boolean;
};

/** An address in its EIP-55 form, short on screen, whole for screen readers and in the tooltip. */
export function Address({ address, copy, explorer, full }: AddressProps) {
  const spelled = checksumAddress(address);
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span
        title={full ? undefined : spelled}
        className={cx("font-mono text-xs text-dim", full ? "break-all" : "whitespace-nowrap")}
      >
        {full ? (
          spelled
        ) : (
          <>
            <span aria-hidden="true">{shortenAddress(spelled)}</span>
            <span className="sr-only">{spelled}</span>
          </>
        )}
      </span>
      {copy && <CopyButton text={spelled} label="Copy address" />}
      {explorer && (
        <a
          href={`https://etherscan.io/address/${spelled}`}
          target="_blank"
          rel="noreferrer"
          aria-label="Open address on Etherscan"
          title="Open on Etherscan"
          className="inline-grid size-6 place-items-center rounded-md text-dim transition-colors hover:bg-soft hover:text-ink"
        >
          <ExternalLink className="size-3.5" aria-hidden="true" />
        </a>
      )}
    </span>
  );
}
