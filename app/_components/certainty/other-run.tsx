import { otherRunOf } from "@/app/_trpc/server";
import { formatNumber } from "@/server/format";
import { Badge } from "../ui/badge";

/** Queries that the database answers, not the network in memory. */
type QuestionByKey =
  | "avs.allocated"
  | "avs.loss"
  | "avs.lossDetail"
  | "avs.registrations"
  | "network.activity"
  | "network.history"
  | "operators.activity"
  | "operators.allocations.history"
  | "operators.avs.periods"
  | "operators.compare"
  | "operators.delegators.bands"
  | "operators.delegators.flow"
  | "operators.delegators.list"
  | "operators.delegators.summary"
  | "operators.history"
  | "operators.risk.history"
  | "operators.risk.raw"
  | "operators.worstCase.detail"
  | "operators.worstCase.summary"
  | "stakers.detail"
  | "stakers.mine"
  | "stakers.move"
  | "stakers.moveMine"
  | "strategies.history"
  | "strategies.prices";

/**
 * Says beside a card's title that its data comes from another pipeline run than the page, and from which block.
 * Render it after the query: it reads the answers of this request.
 */
export async function OtherRun({ of }: { of: QuestionByKey }) {
  const run = await otherRunOf(of);
  if (!run) return null;
  const block = run.blockNumber === null ? "newer data" : `block ${formatNumber(run.blockNumber)}`;
  return (
    <Badge>
      <span title="Read after the figures of the rest of the page, which follow within a minute">
        {block}
      </span>
    </Badge>
  );
}
