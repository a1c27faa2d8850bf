import { loadActivityParams, toActivityInput } from "@/app/operators/[address]/activity/search-params";
import { loadAllocationParams } from "@/app/operators/[address]/allocations/search-params";
import { loadAvsParams, toAvsInput } from "@/app/operators/[address]/avs/search-params";
import { loadDelegatorParams, toDelegatorInput } from "@/app/operators/[address]/delegators/search-params";
import { loadStrategyParams } from "@/app/operators/[address]/strategies/search-params";
import { type Asked, csvSource, type Open, wholeCsvSource } from "./csv-source";
import {
  activityColumns,
  allocationColumns,
  avsPeriodColumns,
  commissionChangeColumns,
  commissionRateColumns,
  delegatorColumns,
  operatorAvsColumns,
  operatorStrategyColumns,
  pendingAllocationColumns,
} from "./operator-columns";

/** The operator of the query, whose own wallet may have all that is its own. */
function operatorOf({ query }: Asked) {
  const address = query.get("operator") ?? "";
  return { address, whose: { about: address, owner: address } };
}

/** Files of the lists on an operator's tabs. */
export const operatorLists = {
  "operator-strategies": (asked) => {
    const { address, whose } = operatorOf(asked);
    const input = { address, ...loadStrategyParams(asked.query) };
    return wholeCsvSource(operatorStrategyColumns, () => asked.api.operators.strategies.list(input), whose);
  },
  "operator-avs": (asked) => {
    const { address, whose } = operatorOf(asked);
    const input = toAvsInput(address, loadAvsParams(asked.query));
    return csvSource(
      operatorAvsColumns,
      (page) => asked.api.operators.avs.list({ ...input, ...page }),
      whose,
    );
  },
  "avs-registrations": (asked) => {
    const { address, whose } = operatorOf(asked);
    return wholeCsvSource(avsPeriodColumns, () => asked.api.operators.avs.periods({ address }), whose);
  },
  delegators: (asked) => {
    const { address, whose } = operatorOf(asked);
    const input = toDelegatorInput(address, loadDelegatorParams(asked.query));
    return csvSource(
      delegatorColumns,
      (page) => asked.api.operators.delegators.list({ ...input, ...page }),
      whose,
    );
  },
  allocations: (asked) => {
    const { address, whose } = operatorOf(asked);
    const { sort, dir } = loadAllocationParams(asked.query);
    return wholeCsvSource(
      allocationColumns,
      () => asked.api.operators.allocations.list({ address, sort, dir }),
      whose,
    );
  },
  "pending-allocations": (asked) => {
    const { address, whose } = operatorOf(asked);
    return wholeCsvSource(
      pendingAllocationColumns,
      () => asked.api.operators.allocations.pending({ address }),
      whose,
    );
  },
  "commission-rates": (asked) => {
    const { address, whose } = operatorOf(asked);
    return wholeCsvSource(
      commissionRateColumns,
      () => asked.api.operators.commission.rates({ address }),
      whose,
    );
  },
  "commission-changes": (asked) => {
    const { address, whose } = operatorOf(asked);
    return wholeCsvSource(
      commissionChangeColumns,
      () => asked.api.operators.commission.changes({ address }),
      whose,
    );
  },
  activity: (asked) => {
    const { address, whose } = operatorOf(asked);
    const input = toActivityInput(address, loadActivityParams(asked.query));
    return csvSource(activityColumns, (page) => asked.api.operators.activity({ ...input, ...page }), whose);
  },
} satisfies Record<string, Open>;
