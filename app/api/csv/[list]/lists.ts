import { fileOf } from "@/app/_components/tables/columns";
import { AVS_OPERATOR_LIST } from "@/app/avs/[address]/operators-list";
import { loadAvsPageParams, toAllocatorsInput, toOperatorsInput } from "@/app/avs/[address]/search-params";
import { SET_LIST } from "@/app/avs/[address]/sets-list";
import { AVS_LIST } from "@/app/avs/list";
import { loadAvsParams, toListInput as toAvsInput } from "@/app/avs/search-params";
import { OPERATOR_LIST } from "@/app/operators/list";
import { loadOperatorParams, toListInput, toScreenerInput } from "@/app/operators/search-params";
import { SLASHING_LIST } from "@/app/slashings/list";
import { loadSlashingParams, toListInput as toSlashingInput } from "@/app/slashings/search-params";
import { HOLDER_LIST } from "@/app/strategies/[address]/holders-list";
import {
  loadStrategyPageParams,
  toOperatorsInput as toHolderNamesInput,
  toHoldersInput,
} from "@/app/strategies/[address]/search-params";
import { STRATEGY_LIST } from "@/app/strategies/list";
import { loadStrategyParams, toListInput as toStrategyInput } from "@/app/strategies/search-params";
import type { Viewer } from "@/server/auth/viewer";
import { type Feature, mayUse } from "@/server/trpc/tiers";
import { comparisonLists } from "./comparison-lists";
import { csvSource, type Open, wholeCsvSource } from "./csv-source";
import { lossLists } from "./loss-lists";
import { operatorLists } from "./operator-lists";
import { stakerLists } from "./staker-lists";
import { watchlistLists } from "./watchlist-lists";

const mayUseOf =
  ({ tier }: Viewer) =>
  (feature: Feature) =>
    mayUse(tier, feature);

const networkLists = {
  operators: ({ api, query, viewer }) => {
    const [state, may] = [loadOperatorParams(query), mayUseOf(viewer)];
    return csvSource(fileOf(OPERATOR_LIST, may), (page) =>
      may("operatorScreener")
        ? api.operators.screener({ ...toScreenerInput(state), ...page })
        : api.operators.list({ ...toListInput(state), ...page }),
    );
  },
  avs: ({ api, query }) =>
    csvSource(fileOf(AVS_LIST), (page) => api.avs.list({ ...toAvsInput(loadAvsParams(query)), ...page })),
  strategies: ({ api, query }) =>
    csvSource(fileOf(STRATEGY_LIST), (page) =>
      api.strategies.list({ ...toStrategyInput(loadStrategyParams(query)), ...page }),
    ),
  slashings: ({ api, query }) => {
    const input = toSlashingInput(loadSlashingParams(query));
    return csvSource(fileOf(SLASHING_LIST), (page) => api.slashing.list({ ...input, ...page }));
  },
  "avs-operators": ({ api, query, viewer }) => {
    const [avs, state, may] = [query.get("avs") ?? "", loadAvsPageParams(query), mayUseOf(viewer)];
    return csvSource(
      fileOf(AVS_OPERATOR_LIST, may),
      (page) =>
        may("avsAllocators")
          ? api.avs.allocators({ ...toAllocatorsInput(avs, state), ...page })
          : api.avs.operators({ ...toOperatorsInput(avs, state), ...page }),
      { about: avs },
    );
  },
  "operator-sets": ({ api, query }) => {
    const address = query.get("avs") ?? "";
    return wholeCsvSource(fileOf(SET_LIST), () => api.avs.sets({ address }), { about: address });
  },
  "strategy-operators": ({ api, query, viewer }) => {
    const [strategy, may] = [query.get("strategy") ?? "", mayUseOf(viewer)];
    const state = loadStrategyPageParams(query);
    return csvSource(
      fileOf(HOLDER_LIST, may),
      (page) =>
        may("strategyHolders")
          ? api.strategies.holders({ ...toHoldersInput(strategy, state), ...page })
          : api.strategies.operators({ ...toHolderNamesInput(strategy, state), ...page }),
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
