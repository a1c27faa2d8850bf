import { Check, Minus } from "lucide-react";
import type { Metadata } from "next";
import { ConnectButton } from "@/app/_components/account/connect-button";
import { Badge } from "@/app/_components/badge";
import { Card } from "@/app/_components/card";
import { cx } from "@/app/_lib/cx";
import { api } from "@/app/_trpc/server";
import { mayUse, TIERS, type Tier } from "@/server/tiers";
import { type PriceLine, priceGroups } from "./price-groups";

export const metadata: Metadata = {
  title: "Tiers",
  description: "What everybody sees on EigenWatch, and what an account, PRO and ENTERPRISE add.",
  alternates: { canonical: "/pricing" },
};

const ABOUT: Record<Tier, { name: string; says: string; how: string }> = {
  VISITOR: { name: "Visitor", says: "Every public fact, without a wallet.", how: "Just look around." },
  FREE: { name: "Free", says: "An account, a watchlist of five.", how: "Sign in with a wallet." },
  PRO: {
    name: "Pro",
    says: "What the facts mean, and who is behind them.",
    how: "Granted by this instance.",
  },
  ENTERPRISE: { name: "Enterprise", says: "The raw figures under it all.", how: "Granted by this instance." },
};

export default async function PricingPage() {
  const { tier: mine } = await api.account.viewer();
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">Tiers</h1>
        <p className="max-w-prose text-dim">
          Facts are free; what they mean is not. No prices are listed here: tiers are granted to a wallet by
          whoever operates this instance of EigenWatch.
        </p>
      </header>
      <ul className="grid gap-px overflow-hidden rounded-xl border bg-line sm:grid-cols-2 lg:grid-cols-4">
        {TIERS.map((tier) => (
          <li key={tier} className="flex flex-col bg-card p-4 md:px-4.5">
            <h2 className="flex items-center gap-2 text-lg font-semibold tracking-tight">
              {ABOUT[tier].name}
              {tier === mine && <Badge tone="accent">You</Badge>}
            </h2>
            <p>{ABOUT[tier].says}</p>
            <p className="mt-1 text-sm text-dim">{ABOUT[tier].how}</p>
            {tier === "FREE" && mine === "VISITOR" && (
              <ConnectButton className="mt-3 self-start">Connect a wallet</ConnectButton>
            )}
          </li>
        ))}
      </ul>
      {priceGroups().map(({ title, lines }) => (
        <PriceTable key={title} title={title} lines={lines} mine={mine} />
      ))}
    </main>
  );
}

function PriceTable({ title, lines, mine }: { title: string; lines: PriceLine[]; mine: Tier }) {
  return (
    <Card flush title={title}>
      <table className="w-full table-fixed border-t">
        <caption className="sr-only">{title}: what each tier may use</caption>
        <thead>
          <tr className="text-xs text-dim">
            <th scope="col" className="px-4 py-2 text-left font-medium md:px-4.5">
              Feature
            </th>
            {TIERS.map((tier) => (
              <th
                key={tier}
                scope="col"
                className={cx(COLUMN, "py-2 font-medium", tier === mine && "text-accent")}
              >
                {ABOUT[tier].name}
              </th>
            ))}
            <th scope="col" className="w-24 pr-4 text-right font-medium sm:hidden">
              From
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ feature, sells, tier: lowest }) => (
            <tr key={feature} className="border-t">
              <th scope="row" className="px-4 py-2 text-left font-normal md:px-4.5">
                {sells}
              </th>
              {TIERS.map((tier) => (
                <td key={tier} className={cx(COLUMN, tier === mine && "bg-accent-soft")}>
                  <Mark has={mayUse(tier, feature)} />
                </td>
              ))}
              <td className="pr-4 text-right text-xs text-dim sm:hidden">
                {mayUse(mine, feature) && (
                  <Check className="mr-1 inline size-3.5 text-low" aria-hidden="true" />
                )}
                {ABOUT[lowest].name}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const COLUMN = "w-24 px-1 text-center max-sm:hidden";

const Mark = ({ has }: { has: boolean }) => (
  <span className="inline-grid align-middle">
    {has ? (
      <Check className="size-4 text-low" aria-hidden="true" />
    ) : (
      <Minus className="size-4 text-line-strong" aria-hidden="true" />
    )}
    <span className="sr-only">{has ? "included" : "not included"}</span>
  </span>
);
