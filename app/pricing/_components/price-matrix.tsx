import { Check, ChevronRight, Plus } from "lucide-react";
import { cx } from "@/app/_components/ui/cx";
import { formatNumber } from "@/server/format";
import { mayUse, TIERS, type Tier } from "@/server/trpc/tiers";
import { type PriceLine, priceGroups } from "../price-groups";

export const TIER_NAMES: Record<Tier, string> = {
  VISITOR: "Visitor",
  FREE: "Free",
  PRO: "Pro",
  ENTERPRISE: "Enterprise",
};

/** The classes that put the columns under one another on a phone, each with its name. */
const STACKED = "max-lg:block";

/** Shows what each tier adds to the one before, page by page. Free features are folded. */
export function PriceMatrix({ mine }: { mine: Tier }) {
  return (
    <table
      className={cx(
        "w-full table-fixed rounded-xl border bg-card lg:border-separate lg:border-spacing-0",
        STACKED,
      )}
    >
      <caption className="sr-only">Features that each tier adds</caption>
      <thead className="max-lg:sr-only">
        <tr>
          <th scope="col" className={cx(HEAD, "w-40 rounded-tl-xl")}>
            About
          </th>
          {TIERS.map((tier) => (
            <th key={tier} scope="col" className={cx(HEAD, WIDTHS[tier], "last:rounded-tr-xl")}>
              {tier !== "VISITOR" && <span className="text-dim">+ </span>}
              <span className={cx(tier === mine && "text-accent")}>{TIER_NAMES[tier]}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={STACKED}>
        {priceGroups().map(({ title, lines }) => (
          <tr
            key={title}
            className={cx("group/row border-t first:border-t-0 max-lg:p-4 max-lg:pb-3", STACKED)}
          >
            <th
              scope="row"
              className={cx(
                "text-left align-top font-semibold lg:border-t lg:p-4 lg:group-first/row:border-t-0 lg:text-sm",
                STACKED,
              )}
            >
              {title}
            </th>
            {TIERS.map((tier) => (
              <TierCell
                key={tier}
                tier={tier}
                mine={mine}
                lines={lines.filter((line) => line.tier === tier)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HEAD = "sticky top-14 z-10 border-b bg-card px-4 py-3 text-left text-sm font-semibold";
const WIDTHS: Record<Tier, string> = { VISITOR: "w-1/4", FREE: "", PRO: "w-1/4", ENTERPRISE: "" };

/** A list of up to this many lines is not folded. */
const FEW = 3;

type TierCellProps = { tier: Tier; mine: Tier; lines: PriceLine[] };

/** Lists the features that a tier adds on one page; folded for those that everybody has. */
function TierCell({ tier, mine, lines }: TierCellProps) {
  const list = (
    <ul className="grid gap-1.5 text-sm">
      {lines.map(({ feature, sells }) => (
        <Line key={feature} has={mayUse(mine, feature)}>
          {sells}
        </Line>
      ))}
    </ul>
  );
  return (
    <td
      className={cx(
        "align-top lg:border-t lg:p-4 lg:group-first/row:border-t-0",
        STACKED,
        lines.length === 0 ? "max-lg:hidden" : "max-lg:pt-2.5",
        tier === mine && "lg:bg-accent-soft",
      )}
    >
      {lines.length === 0 ? (
        <span className="text-dim">
          <span aria-hidden="true">·</span>
          <span className="sr-only">nothing more</span>
        </span>
      ) : tier === "VISITOR" && lines.length > FEW ? (
        <details className="group">
          <summary className="inline-flex list-none items-center gap-1.5 text-sm text-dim select-none hover:text-ink">
            <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden="true" />
            {formatNumber(lines.length)} parts for everybody
          </summary>
          <div className="mt-2">{list}</div>
        </details>
      ) : (
        <>
          <p className="mb-1 text-xs font-semibold lg:hidden">
            {tier === "VISITOR" ? "Everybody" : `+ ${TIER_NAMES[tier]}`}
          </p>
          {list}
        </>
      )}
    </td>
  );
}

const Line = ({ has, children }: { has: boolean; children: string }) => (
  <li className="flex gap-2">
    {has ? (
      <Check className="mt-1 size-3.5 shrink-0 text-low" aria-hidden="true" />
    ) : (
      <Plus className="mt-1 size-3.5 shrink-0 text-dim" aria-hidden="true" />
    )}
    <span>
      {children}
      <span className="sr-only">{has ? " You have it." : " You do not have it yet."}</span>
    </span>
  </li>
);
