import { cx } from "@/app/_components/ui/cx";
import { Link } from "../navigation/link";
import { SlashedMark } from "../slashings/slashed-mark";
import { Address } from "../values/address";
import { Identicon } from "./identicon";
import { plainName } from "./plain-name";
import { shortAddress } from "./short-address";

type EntityProps = {
  address: string;
  name: string | null;
  /** The text under an address without a name; null for kinds that never have names, such as stakers. */
  nameless?: string | null;
  /** The path of the link; without it the entity is plain text. */
  href?: string;
  /** Makes the link fill the nearest `relative` parent, such as a `Row`. */
  stretched?: boolean;
  /** After the address, at every width. */
  note?: React.ReactNode;
  /** Shown after the address on a phone only, where its own column is hidden: a `<VerdictMark small>`. */
  phoneNote?: React.ReactNode;
  className?: string;
};

/** Renders an operator, AVS or staker: mark, self-declared name and short address. */
export function Entity({
  address,
  name,
  nameless = "no name declared",
  href,
  stretched,
  note,
  phoneNote,
  className,
}: EntityProps) {
  const shown = plainName(name);
  const label = (
    <bdi
      className={cx("block truncate font-semibold", !shown && "font-mono text-sm font-medium")}
      title={shown ?? undefined}
    >
      {shown ?? shortAddress(address)}
    </bdi>
  );
  return (
    <span className={cx("flex min-w-0 items-center gap-2.5", className)}>
      <Identicon address={address} />
      <span className="min-w-0 leading-tight">
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className={cx("block min-w-0 hover:underline", stretched && "after:absolute after:inset-0")}
          >
            {label}
          </Link>
        ) : (
          label
        )}
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          {shown ? (
            <Address address={address} />
          ) : (
            nameless && <span className="truncate text-xs text-dim">{nameless}</span>
          )}
          {note}
          {phoneNote && <span className="sm:hidden">{phoneNote}</span>}
        </span>
      </span>
    </span>
  );
}

/** Renders an operator with a link to its page, and a mark when it was slashed. */
export const OperatorEntity = ({ address, ...rest }: Omit<EntityProps, "href" | "note">) => (
  <Entity
    {...rest}
    address={address}
    href={`/operators/${address}`}
    note={<SlashedMark operator={address} />}
  />
);

/** Says that a name comes from the entity itself and is not verified. */
export const SelfDeclared = ({ who = "operator" }: { who?: "operator" | "service" }) => (
  <span
    className="text-xs text-dim underline decoration-dotted decoration-line-strong underline-offset-3"
    title={`The ${who} wrote this name into its own metadata. EigenWatch does not verify it: compare the address.`}
  >
    name is self-declared
  </span>
);
