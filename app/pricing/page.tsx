import type { Metadata } from "next";
import { Badge } from "@/app/_components/ui/badge";
import { api } from "@/app/_trpc/server";
import { ConnectButton } from "@/app/_wallet/connect-button";
import { inWords } from "@/server/format";
import { QUANTITIES, TIERS, type Tier } from "@/server/trpc/tiers";
import { PriceMatrix, TIER_NAMES } from "./_components/price-matrix";

export const metadata: Metadata = {
  title: "Tiers",
  description: "What everybody sees on EigenWatch, and what an account, PRO and ENTERPRISE add.",
  alternates: { canonical: "/pricing" },
};

const ABOUT: Record<Tier, { says: string; how: string }> = {
  VISITOR: { says: "Every public fact, without a wallet.", how: "Just look around." },
  FREE: {
    says: `An account, a watchlist of ${inWords(QUANTITIES.watched.FREE)}.`,
    how: "Sign in with a wallet.",
  },
  PRO: { says: "What the facts mean, and who is behind them.", how: "Granted by this instance." },
  ENTERPRISE: { says: "The raw figures under it all.", how: "Granted by this instance." },
};

export default async function PricingPage() {
  const { tier: mine } = await api.account.viewer();
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">Tiers</h1>
        <p className="max-w-prose text-dim">
          Facts are free; what they mean is not. No prices are listed here: tiers are granted to a wallet by
          whoever operates this instance of EigenWatch. A wallet always sees its own stake whole, and an
          operator's wallet all lists of that operator.
        </p>
      </header>
      <ul className="grid gap-px overflow-hidden rounded-xl border bg-line sm:grid-cols-2 lg:grid-cols-4">
        {TIERS.map((tier) => (
          <li key={tier} className="flex flex-col bg-card p-4 md:px-4.5">
            <h2 className="flex items-center gap-2 text-lg font-semibold tracking-tight">
              {TIER_NAMES[tier]}
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
      <PriceMatrix mine={mine} />
    </main>
  );
}
