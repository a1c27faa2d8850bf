import { allowed } from "@/app/_trpc/server";
import { ConnectButton } from "@/app/_wallet/connect-button";
import { FEATURES, type Feature } from "@/server/trpc/tiers";
import { Link } from "../navigation/link";
import { Badge } from "../ui/badge";
import { buttonClass } from "../ui/button";
import { Card } from "../ui/card";

type GateProps = {
  feature: Feature;
  /** The name of the part. */
  title: string;
  /** The operator that the part is about, whose own wallet may see some features for free. */
  about?: string;
  children: React.ReactNode;
};

/**
 * Renders its children for viewers who may use the feature, and its description for others. Locked children are
 * never rendered, so their data is never queried and never sent.
 */
export async function Gate({ feature, title, about, children }: GateProps) {
  if (await allowed(feature, about)) return children;
  const { tier, sells } = FEATURES[feature];
  return (
    <Card locked title={title} action={<Badge tone="accent">{tier}</Badge>}>
      <p className="max-w-prose text-dim">{sells}</p>
      <p className="mt-3">
        {tier === "FREE" ? (
          <ConnectButton>Sign in to see it</ConnectButton>
        ) : (
          <Link href="/pricing" prefetch={false} className={buttonClass("secondary")}>
            What {tier} adds
          </Link>
        )}
      </p>
    </Card>
  );
}
