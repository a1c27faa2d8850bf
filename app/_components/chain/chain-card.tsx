import { type ReactNode, Suspense } from "react";
import { asksChain } from "@/server/chain/settings";
import type { RouterOutputs } from "@/server/trpc/router";
import { findDemo } from "../demo/demo";
import { Card } from "../ui/card";
import { Words } from "../ui/skeleton";
import { ChainFindings } from "./chain-findings";

type ChainCheck = RouterOutputs["analytics"]["chain"]["avs"];

const TITLE = "Checked on chain";

type ChainCardProps = {
  /** Queries the chain; called only if this instance checks figures on chain. */
  ask: () => Promise<ChainCheck>;
  /** A note after the figures. */
  note?: ReactNode;
};

/**
 * Shows an entity's figures beside the contracts' own. It is rendered after the rest of the page, which never waits
 * for it.
 */
export async function ChainCard({ ask, note }: ChainCardProps) {
  if (await findDemo()) return <p className="text-xs text-dim">{TITLE}: demo data, not compared.</p>;
  if (!asksChain()) return null;
  return (
    <Suspense
      fallback={
        <Card title={TITLE}>
          <p role="status" className="text-dim">
            <span className="noscript:hidden">Asking the chain for at most three seconds …</span>
          </p>
          <noscript>
            <p className="text-dim">
              The chain's answers arrive after the page and need JavaScript. The figures on this page stand
              without them.
            </p>
          </noscript>
          <Words className="w-60 noscript:hidden" />
        </Card>
      }
    >
      <Answer ask={ask} note={note} />
    </Suspense>
  );
}

async function Answer({ ask, note }: ChainCardProps) {
  const answer = await ask().catch(() => null);
  if (answer?.state === "asked") return <ChainFindings title={TITLE} findings={answer} note={note} />;
  return (
    <Card title={TITLE}>
      <p className="text-dim">
        Not answered. {answer?.state === "not answered" ? REASONS[answer.problem] : REASONS["not reached"]}{" "}
        The figures on this page stand without it.
      </p>
    </Card>
  );
}

const REASONS = {
  "over budget": "This instance has used up its queries for this minute.",
  "too late": "The chain's node did not answer within three seconds.",
  "not reached": "The chain's node could not be reached.",
  refused: "The chain's node refused the question.",
  "other chain": "The node is on another chain, so its answers are ignored.",
  "not understood": "The node's answer could not be understood.",
};
