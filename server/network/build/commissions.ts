import type { Facts } from "@/db/analytics/facts/facts";
import {
  type AppliedSplit,
  appliedSplit,
  defaultSplitBps,
  SPLIT_NOT_READ,
  type Split,
  splitRange,
  withPrevious,
} from "../commission";
import type { Commission } from "../operator";
import { isRead } from "../source";
import { type Draft, push } from "./draft";

const DEFAULT_SPLIT = "DEFAULT_OPERATOR_SPLIT_BIPS";

/** Returns the split that the protocol gives operators that set none, in basis points. */
export const defaultSplit = ({ facts }: Draft): number | null =>
  defaultSplitBps(facts.rewardsSettings.find(({ type }) => type === DEFAULT_SPLIT)?.value);

/** The split of an operator if splits were not read: it is unknown whether the default applies. */

export interface CommissionReader {
  of: (operator: string) => Commission;
  /** The split of an AVS's rewards; the default where the operator set none for it. */
  atAvs: (operator: string, avs: string) => Commission["pi"];
}

/** Returns the key of one split of one operator, the same for the rates and for the history. */
const splitKey = (
  row: Pick<Facts["commissionSplits"][number], "operator" | "type" | "avs" | "operatorSet">,
) =>
  [row.operator, row.type, row.type === "AVS" ? row.avs : row.type === "PI" ? "" : row.operatorSet].join(" ");

/** Returns a reader of an operator's three splits. */
export function readCommission(draft: Draft): CommissionReader {
  const defaultBps = defaultSplit(draft);
  const now = draft.clocks.timeNow;
  const splits = new Map<string, Facts["commissionSplits"]>();
  const changes = new Map<string, Facts["commissionChanges"]>();
  for (const row of draft.facts.commissionChanges) push(changes, splitKey(row), row);
  for (const row of draft.facts.commissionSplits)
    push(splits, row.operator, { ...row, ...withPrevious(row, changes.get(splitKey(row)) ?? []) });
  const areSplitsRead = isRead(draft.facts, "operator_commission_rates");
  const apply = (source: "AVS" | "OPERATOR_SET" | "PI", split: Split | undefined): AppliedSplit =>
    areSplitsRead ? appliedSplit(source, split, defaultBps, now) : SPLIT_NOT_READ;

  return {
    of(operator) {
      const own = splits.get(operator) ?? [];
      const avs = own.flatMap((row) =>
        row.type === "AVS" && row.avs ? [{ avs: row.avs, ...apply("AVS", row) }] : [],
      );
      return {
        pi: apply(
          "PI",
          own.find(({ type }) => type === "PI"),
        ),
        avs,
        operatorSets: own.flatMap((row) =>
          row.type === "OPERATOR_SET" && row.operatorSet
            ? [{ operatorSet: row.operatorSet, ...apply("OPERATOR_SET", row) }]
            : [],
        ),
        avsRange: areSplitsRead ? splitRange(avs) : { ...splitRange([]), setCount: null },
      };
    },
    atAvs: (operator, avs) =>
      apply(
        "AVS",
        splits.get(operator)?.find((row) => row.type === "AVS" && row.avs === avs),
      ),
  };
}
