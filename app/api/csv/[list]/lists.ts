import { loadAvsPageParams, toAllocatorsInput, toOperatorsInput } from "@/app/avs/[address]/search-params";
import { loadAvsParams, toListInput as toAvsInput } from "@/app/avs/search-params";
import { loadOperatorParams, toListInput, toScreenerInput } from "@/app/operators/search-params";
import { loadSlashingParams, toListInput as toSlashingInput } from "@/app/slashings/search-params";
import {
  loadStrategyPageParams,
  toOperatorsInput as toHolderNamesInput,
  toHoldersInput,
} from "@/app/strategies/[address]/search-params";
import { loadStrategyParams, toListInput as toStrategyInput } from "@/app/strategies/search-params";
import { mayUse } from "@/server/tiers";
import {
  allocatorColumns,
  avsColumns,
  avsOperatorColumns,
  holderColumns,
  operatorColumns,
  operatorSetColumns,
  slashingColumns,
  strategyColumns,
  strategyOperatorColumns,
} from "./columns";
import { comparisonLists } from "./comparison-lists";
import { lossLists } from "./loss-lists";
import { type Open, opened, openedWhole } from "./opened";
import { operatorLists } from "./operator-lists";
import { stakerLists } from "./staker-lists";
import { watchlistLists } from "./watchlist-lists";

const networkLists = {
  operators: ({ api, query, viewer }) => {
    const state = loadOperatorParams(query);
    if (!mayUse(viewer.tier, "operatorScreener"))
      return opened(operatorColumns(false), (page) => api.operators.list({ ...toListInput(state), ...page }));
    return opened(operatorColumns(true), (page) =>
      api.operators.screener({ ...toScreenerInput(state), ...page }),
    );
  },
  avs: ({ api, query }) =>
    opened(avsColumns, (page) => api.avs.list({ ...toAvsInput(loadAvsParams(query)), ...page })),
  strategies: ({ api, query }) =>
    opened(strategyColumns, (page) =>
      api.strategies.list({ ...toStrategyInput(loadStrategyParams(query)), ...page }),
    ),
  slashings: ({ api, query }) => {
    const input = toSlashingInput(loadSlashingParams(query));
    return opened(slashingColumns, (page) => api.slashing.list({ ...input, ...page }));
  },
  "avs-operators": ({ api, query, viewer }) => {
    const [avs, state] = [query.get("avs") ?? "", loadAvsPageParams(query)];
    if (!mayUse(viewer.tier, "avsAllocators"))
      return opened(
        avsOperatorColumns,
        (page) => api.avs.operators({ ...toOperatorsInput(avs, state), ...page }),
        { about: avs },
      );
    return opened(
      allocatorColumns,
      (page) => api.avs.allocators({ ...toAllocatorsInput(avs, state), ...page }),
      { about: avs },
    );
  },
  "operator-sets": ({ api, query }) => {
    const address = query.get("avs") ?? "";
    return openedWhole(operatorSetColumns, () => api.avs.sets({ address }), { about: address });
  },
  "strategy-operators": ({ api, query, viewer }) => {
    const [strategy, state] = [query.get("strategy") ?? "", loadStrategyPageParams(query)];
    if (!mayUse(viewer.tier, "strategyHolders"))
      return opened(
        strategyOperatorColumns,
        (page) => api.strategies.operators({ ...toHolderNamesInput(strategy, state), ...page }),
        { about: strategy },
      );
    return opened(
      holderColumns,
      (page) => api.strategies.holders({ ...toHoldersInput(strategy, state), ...page }),
      { about: strategy },
    );
  },
} satisfies Record<string, Open>;

/** Every list that can be downloaded. */
export const LISTS = {
  ...networkLists,
  ...operatorLists,
  ...lossLists,
  ...comparisonLists,
  ...stakerLists,
  ...watchlistLists,
};
export type ListName = keyof typeof LISTS;

export const isListName = (name: string): name is ListName => Object.hasOwn(LISTS, name);
