import { checksumAddress } from "@/app/_components/entity/short-address";
import { cx } from "@/app/_components/ui/cx";
import { shortenAddress } from "@/server/format";
import { CopyButton } from "../ui/copy-button";

type AddressProps = {
  address: string;
  /** Adds the button that copies the EIP-55 form. */
  copy?: boolean;
  /** An `EtherscanLink` to show after the address. */
  explorer?: React.ReactElement | false;
  /** Shows the whole address, breaking the line where needed. */
  full?: boolean;
};

/** Renders an address in EIP-55 form: short on screen, whole for screen readers and in the tooltip. */
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
      {explorer}
    </span>
  );
}
