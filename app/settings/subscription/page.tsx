import { Check } from "lucide-react";
import type { Metadata } from "next";
import { Link } from "@/app/_components/navigation/link";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { FEATURES, type Price, type Tier } from "@/server/trpc/tiers";
import { Section } from "../_components/section";

export const metadata: Metadata = { title: "Subscription", robots: { index: false } };

const SAYS: Record<Exclude<Tier, "VISITOR">, string> = {
  FREE: "Every fact, and an account of your own.",
  PRO: "Scores and details beside the facts, and an unlimited watchlist.",
  ENTERPRISE: "Everything, down to the raw figures.",
};

const soldAt = (tier: Tier) =>
  Object.entries<Price>(FEATURES)
    .filter(([, price]) => price.tier === tier)
    .map(([feature, price]) => ({ feature, ...price }));

export default function SubscriptionPage() {
  return (
    <Section
      title="Subscription"
      text="Your plan, and when it ends."
      signIn="Sign in to see your subscription"
    >
      {async () => {
        const { tier, tierExpiresAt } = await api.account.profile.get();
        const isEnding = tier !== "FREE" && tierExpiresAt;
        return (
          <Card>
            <p className="text-xs text-dim">Your tier</p>
            <p className="text-2xl font-semibold tracking-tight">{tier}</p>
            <p className="text-dim">
              {SAYS[tier]}
              {isEnding && (
                <>
                  {" "}
                  Until <Time at={tierExpiresAt} show="instant" className="font-medium text-ink" />, then it
                  is FREE again.
                </>
              )}
            </p>
            <h3 className="mt-5 mb-2 text-sm font-semibold">What {tier} gives you</h3>
            <ul className="grid gap-1.5">
              {soldAt(tier).map(({ feature, sells }) => (
                <li key={feature} className="flex items-start gap-2 text-sm">
                  <Check className="mt-0.5 size-4 text-low" aria-hidden="true" /> {sells}
                </li>
              ))}
            </ul>
            <p className="mt-5 flex">
              <Link href="/pricing" className={buttonClass(tier === "FREE" ? "primary" : "secondary")}>
                Compare the tiers
              </Link>
            </p>
          </Card>
        );
      }}
    </Section>
  );
}
