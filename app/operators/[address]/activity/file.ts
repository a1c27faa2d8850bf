import type { CsvColumns } from "@/app/_components/tables/columns";
import { decimals } from "@/app/_components/tables/csv-values";
import type { RouterOutputs } from "@/server/trpc/router";

type Event = RouterOutputs["analytics"]["operators"]["activity"]["rows"][number];

/** The CSV file of an operator's activity. A slashing's fractions of several strategies are never added up. */
export const ACTIVITY_FILE: CsvColumns<Event> = {
  happened_at_utc: (row) => row.at,
  block_number: (row) => row.block,
  transaction_hash: (row) => row.transactionHash,
  kind: (row) => row.kind,
  event: (row) => row.type,
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
  staker_or_approver: (row) => row.party,
  strategy: (row) => row.strategy,
  symbol: (row) => row.symbol,
  share_of_magnitude_ratio: (row) => row.ratio,
  from_bps: (row) => row.fromBps,
  to_bps: (row) => row.toBps,
  effective_from_utc: (row) => row.effectAt,
  effect_block_number: (row) => row.effectBlock,
  slashed_strategies: (row) => row.cuts?.map((cut) => cut.strategy).join(" "),
  slashed_ratios: (row) => row.cuts && decimals(row.cuts.map((cut) => cut.ratio)),
  words: (row) => row.words,
};
