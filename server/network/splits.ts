import { type AppliedSplit, appliedSplit, SPLIT_NOT_READ } from "./commission";
import type { Network } from "./network";
import type { Operator } from "./operator";
import { isRead } from "./source";

type Splits = Pick<Network, "source" | "totals">;

/** Returns the split for the rewards that an AVS pays: the operator's own, else the default; unknown if none was read. */
export const splitAtAvs = (network: Splits, { commission }: Pick<Operator, "commission">, avs: string) =>
  commission.avs.find((one) => one.avs === avs) ?? defaultOf(network);

/** Returns the split for the rewards of an operator set: the operator's own, else the default; unknown if none was read. */
export const splitAtSet = (network: Splits, { commission }: Pick<Operator, "commission">, set: string) =>
  commission.operatorSets.find((one) => one.operatorSet === set) ?? defaultOf(network);

const defaultOf = ({ source, totals }: Splits): AppliedSplit =>
  isRead(source, "operator_commission_rates")
    ? appliedSplit("AVS", null, totals.defaultSplitBps, null)
    : SPLIT_NOT_READ;
