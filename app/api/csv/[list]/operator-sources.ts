import { type CsvColumns, fileOf } from "@/app/_components/tables/columns";
import { loserList, strategyLossList } from "@/app/avs/[address]/supposed-losses-list";
import { ACTIVITY_FILE } from "@/app/operators/[address]/activity/file";
import { loadActivityParams, toActivityInput } from "@/app/operators/[address]/activity/search-params";
import { ALLOCATION_LIST, PENDING_ALLOCATION_LIST } from "@/app/operators/[address]/allocations/list";
import { loadAllocationParams } from "@/app/operators/[address]/allocations/search-params";
import { SLASHABLE_LIST } from "@/app/operators/[address]/allocations/slashable-list";
import { avsLossFile } from "@/app/operators/[address]/allocations/supposed-losses-file";
import { OPERATOR_AVS_LIST } from "@/app/operators/[address]/avs/list";
import { AVS_PERIOD_FILE } from "@/app/operators/[address]/avs/periods-file";
import {
  loadAvsParams as loadOperatorAvsParams,
  toDetailInput as toOperatorAvsDetailInput,
  toAvsInput as toOperatorAvsInput,
} from "@/app/operators/[address]/avs/search-params";
import { COMMISSION_CHANGE_LIST, COMMISSION_RATE_LIST } from "@/app/operators/[address]/commission/list";
import { DELEGATOR_LIST } from "@/app/operators/[address]/delegators/list";
import { loadDelegatorParams, toDelegatorInput } from "@/app/operators/[address]/delegators/search-params";
import { OPERATOR_STRATEGY_LIST } from "@/app/operators/[address]/strategies/list";
import { loadStrategyParams as loadOperatorStrategyParams } from "@/app/operators/[address]/strategies/search-params";
import type { ListedOperatorAvsRow } from "@/server/network/lists/operator-avs";
import type { RouterOutputs } from "@/server/trpc/router";
import { mayUseFor } from "@/server/trpc/tiers";
import { type Asked, csvSource, type Open, wholeCsvSource } from "./csv-source";

type OperatorLoss = RouterOutputs["analytics"]["operators"]["worstCase"]["detail"];

/** Returns the operator of the query. Its own wallet may download everything about it. */
function operatorOf({ query }: Asked) {
  const address = query.get("operator") ?? "";
  return { address, whose: { about: address, owner: address } };
}

type Operators = Asked["api"]["operators"];
/** Returns a source for a list of an operator that its procedure returns at once. */
const ofOperator =
  <Row>(
    columns: CsvColumns<Row>,
    ask: (api: Operators, address: string, query: URLSearchParams) => Promise<Row[]>,
  ): Open =>
  (asked) => {
    const { address, whose } = operatorOf(asked);
    return wholeCsvSource(columns, () => ask(asked.api.operators, address, asked.query), whose);
  };

/** Returns a source for one part of an operator's hypothetical loss, with the slashing chosen on its tab. */
const lossOfOperator =
  <Row>(columns: (fraction: number) => CsvColumns<Row>, part: (loss: OperatorLoss) => Row[]): Open =>
  (asked) => {
    const { address, whose } = operatorOf(asked);
    const fraction = loadAllocationParams(asked.query).slash / 100;
    const ask = async () => part(await asked.api.operators.worstCase.detail({ address, fraction }));
    return wholeCsvSource(columns(fraction), ask, whose);
  };

/** Returns the delegators who lose most, each with the number of losers that may belong further up. */
export const losersOf = ({ losers, unknownLoserCount }: Pick<OperatorLoss, "losers" | "unknownLoserCount">) =>
  losers.map((loser) => ({ ...loser, unknownLoserCount }));

/** Files of the lists on an operator's tabs. */
export const operatorSources = {
  "operator-strategies": ofOperator(fileOf(OPERATOR_STRATEGY_LIST), (api, address, query) =>
    api.strategies.list({ address, ...loadOperatorStrategyParams(query) }),
  ),
  "operator-avs": (asked) => {
    const { address, whose } = operatorOf(asked);
    const state = loadOperatorAvsParams(asked.query);
    const mayRead = mayUseFor(asked.viewer, "operatorAvsDetail", address);
    return csvSource(
      fileOf(OPERATOR_AVS_LIST, () => mayRead),
      (page): Promise<{ rows: ListedOperatorAvsRow[]; total: number }> =>
        mayRead
          ? asked.api.operators.avs.detail({ ...toOperatorAvsDetailInput(address, state), ...page })
          : asked.api.operators.avs.list({ ...toOperatorAvsInput(address, state), ...page }),
      whose,
    );
  },
  "avs-registrations": ofOperator(AVS_PERIOD_FILE, (api, address) => api.avs.periods({ address })),
  delegators: (asked) => {
    const { address, whose } = operatorOf(asked);
    const input = toDelegatorInput(address, loadDelegatorParams(asked.query));
    return csvSource(
      fileOf(DELEGATOR_LIST),
      (page) => asked.api.operators.delegators.list({ ...input, ...page }),
      whose,
    );
  },
  allocations: ofOperator(fileOf(ALLOCATION_LIST), (api, address, query) => {
    const { sort, dir } = loadAllocationParams(query);
    return api.allocations.list({ address, sort, dir });
  }),
  "pending-allocations": ofOperator(fileOf(PENDING_ALLOCATION_LIST), (api, address) =>
    api.allocations.pending({ address }),
  ),
  "operator-slashable": ofOperator(fileOf(SLASHABLE_LIST), (api, address) =>
    api.allocations.slashable({ address }),
  ),
  "commission-rates": ofOperator(fileOf(COMMISSION_RATE_LIST), (api, address) =>
    api.commission.rates({ address }),
  ),
  "commission-changes": ofOperator(fileOf(COMMISSION_CHANGE_LIST), (api, address) =>
    api.commission.changes({ address }),
  ),
  activity: (asked) => {
    const { address, whose } = operatorOf(asked);
    const input = toActivityInput(address, loadActivityParams(asked.query));
    return csvSource(ACTIVITY_FILE, (page) => asked.api.operators.activity({ ...input, ...page }), whose);
  },
  "operator-loss-by-avs": lossOfOperator(avsLossFile, ({ byAvs }) => byAvs),
  "operator-loss-by-strategy": lossOfOperator(
    (part) => fileOf(strategyLossList(part)),
    ({ byStrategy }) => byStrategy,
  ),
  "operator-largest-losers": lossOfOperator((part) => fileOf(loserList(part)), losersOf),
} satisfies Record<string, Open>;
