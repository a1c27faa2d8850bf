import { isFromOtherRun } from "@/app/_trpc/server";
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
 * Says beside a card's title that its data comes from a newer pipeline run than the page, without a block: a page names
 * one. Render it after the query: it reads the answers of this request.
 */
export async function OtherRun({ of }: { of: QuestionByKey }) {
  if (!(await isFromOtherRun(of))) return null;
  return (
    <Badge>
      <span title="Read after the figures of the rest of the page, which follow within a minute">
        newer data
      </span>
    </Badge>
  );
}
