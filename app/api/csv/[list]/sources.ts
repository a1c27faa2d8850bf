import { TRPCError } from "@trpc/server";
import { MOVE_AVS_FILE, moveAvsRows } from "@/app/_components/move/avs-file";
import { type CsvColumns, fileOf } from "@/app/_components/tables/columns";
import { AVS_OPERATOR_LIST } from "@/app/avs/[address]/operators-list";
import {
  loadAvsPageParams,
  setNumbersOf,
  toAllocatorsInput,
  toLossInput,
  toOperatorsInput,
} from "@/app/avs/[address]/search-params";
import { CEILING_LIST } from "@/app/avs/[address]/security/ceiling-list";
import { loadSecurityParams } from "@/app/avs/[address]/security/search-params";
import { SHARED_AVS_LIST } from "@/app/avs/[address]/security/shared-list";
import { SET_LIST } from "@/app/avs/[address]/sets-list";
import { loserList, operatorLossList, strategyLossList } from "@/app/avs/[address]/supposed-losses-list";
import { AVS_LIST } from "@/app/avs/list";
import { loadAvsParams, toListInput as toAvsInput } from "@/app/avs/search-params";
import { COMPARISON_FILE, SHARED_AVS_FILE, SHARED_DELEGATOR_FILE } from "@/app/compare/files";
import { comparedOf, loadCompareParams, operatorsOf } from "@/app/compare/search-params";
import { ENTITY_AVS_LIST } from "@/app/entities/[slug]/avs-list";
import { entityOperatorList } from "@/app/entities/[slug]/operators-list";
import {
  loadEntityPageParams,
  toOperatorsInput as toEntityOperatorsInput,
} from "@/app/entities/[slug]/search-params";
import { ENTITY_LIST } from "@/app/entities/list";
import { loadEntityParams, toListInput as toEntityInput } from "@/app/entities/search-params";
import { loadMoveParams } from "@/app/move/search-params";
import { OPERATOR_LIST } from "@/app/operators/list";
import { loadOperatorParams, toListInput, toScreenerInput } from "@/app/operators/search-params";
import { SLASHING_LIST } from "@/app/slashings/list";
import { loadSlashingParams, toListInput as toSlashingInput } from "@/app/slashings/search-params";
import { DELEGATION_LIST, EXPOSURE_LIST, HOLDING_LIST } from "@/app/stakers/[address]/list";
import { HOLDER_LIST } from "@/app/strategies/[address]/holders-list";
import {
  loadStrategyPageParams,
  toOperatorsInput as toHolderNamesInput,
  toHoldersInput,
} from "@/app/strategies/[address]/search-params";
import { STRATEGY_LIST } from "@/app/strategies/list";
import { loadStrategyParams, toListInput as toStrategyInput } from "@/app/strategies/search-params";
import { WATCHED_AVS_LIST, WATCHED_OPERATOR_LIST, WATCHED_STRATEGY_LIST } from "@/app/watchlist/list";
import type { Viewer } from "@/server/auth/viewer";
import type { RouterOutputs } from "@/server/trpc/router";
import { type Feature, mayUse } from "@/server/trpc/tiers";
import { type Asked, csvSource, type Open, wholeCsvSource } from "./csv-source";
import { losersOf, operatorSources } from "./operator-sources";

type Analytics = RouterOutputs["analytics"];

const mayUseOf =
  ({ tier }: Viewer) =>
  (feature: Feature) =>
    mayUse(tier, feature);

const networkSources = {
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
  entities: ({ api, query }) =>
    csvSource(fileOf(ENTITY_LIST), (page) =>
      api.entities.list({ ...toEntityInput(loadEntityParams(query)), ...page }),
    ),
  "entity-operators": ({ api, query }) => {
    const slug = query.get("entity") ?? "";
    return csvSource(
      fileOf(entityOperatorList("Partner")),
      (page) =>
        api.entities.operators({ ...toEntityOperatorsInput(slug, loadEntityPageParams(query)), ...page }),
      { about: slug },
    );
  },
  "entity-avs": ({ api, query }) => {
    const slug = query.get("entity") ?? "";
    return wholeCsvSource(fileOf(ENTITY_AVS_LIST), () => api.entities.avs({ slug }), { about: slug });
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
  "avs-ceilings": ({ api, query }) => {
    const address = query.get("avs") ?? "";
    const ask = async () => (await api.avs.securityDetail({ address, ...loadSecurityParams(query) })).sets;
    return wholeCsvSource(fileOf(CEILING_LIST), ask, { about: address });
  },
  "avs-shared": ({ api, query }) => {
    const address = query.get("avs") ?? "";
    const ask = async () => (await api.avs.securityDetail({ address })).shared.avs;
    return wholeCsvSource(fileOf(SHARED_AVS_LIST), ask, { about: address });
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

type AvsLoss = Analytics["avs"]["lossDetail"];

/** Returns a source for one part of an AVS's hypothetical loss, with the slashing chosen on its page. */
const lossByAvs =
  <Row>(columns: (fraction: number) => CsvColumns<Row>, part: (loss: AvsLoss) => Row[]): Open =>
  ({ api, query }) => {
    const [address, state] = [query.get("avs") ?? "", loadAvsPageParams(query)];
    const { fraction } = toLossInput(address, state, []);
    const ask = async () => {
      const sets = setNumbersOf(await api.avs.sets({ address }));
      return part(await api.avs.lossDetail(toLossInput(address, state, sets)));
    };
    return wholeCsvSource(columns(fraction), ask, { about: address });
  };

const lossSources = {
  "avs-loss-by-operator": lossByAvs(
    (part) => fileOf(operatorLossList(part)),
    ({ operators }) => operators,
  ),
  "avs-loss-by-strategy": lossByAvs(
    (part) => fileOf(strategyLossList(part)),
    ({ strategies }) => strategies,
  ),
  "avs-largest-losers": lossByAvs((part) => fileOf(loserList(part)), losersOf),
} satisfies Record<string, Open>;

type Compared = Analytics["operators"]["compare"];

/** Returns a source for one part of a comparison. The file's name has the first digits of each operator. */
const ofComparison =
  <Row>(columns: CsvColumns<Row>, part: (compared: Compared) => Row[]): Open =>
  ({ api, query }) => {
    const operators = operatorsOf(loadCompareParams(query));
    const about = operators.map((address) => address.slice(0, 10)).join("-");
    const ask = async () => part(await api.operators.compare({ operators, range: "30d" }));
    return wholeCsvSource(columns, ask, { about });
  };

const comparisonSources = {
  comparison: ofComparison(COMPARISON_FILE, comparedOf),
  "shared-avs": ofComparison(SHARED_AVS_FILE, ({ sharedAvs }) => sharedAvs),
  "shared-delegators": ofComparison(SHARED_DELEGATOR_FILE, ({ sharedDelegators }) => {
    if (sharedDelegators) return sharedDelegators;
    throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "Please try again in a moment." });
  }),
} satisfies Record<string, Open>;

const moveSources = {
  "move-avs": ({ api, query }) => {
    const { from, to } = loadMoveParams(query);
    const [address, other] = [from ?? "", to ?? ""];
    const ask = async () => {
      const move = await api.operators.move({ address, to: other });
      return move ? moveAvsRows(move) : [];
    };
    return wholeCsvSource(MOVE_AVS_FILE, ask, {
      about: `${address.slice(0, 10)}-${other.slice(0, 10)}`,
      owner: address,
    });
  },
} satisfies Record<string, Open>;

type Staker = Analytics["stakers"]["detail"];

/**
 * Returns a source for a staker's list that its procedure returns at once. The staker's own wallet may download it on
 * any tier.
 */
const ofStaker =
  <Row>(columns: CsvColumns<Row>, part: (staker: Staker) => Row[]): Open =>
  ({ api, query, viewer }) => {
    const address = query.get("staker") ?? "";
    const isOwn = viewer.account?.address === address.toLowerCase();
    const ask = async () => part(isOwn ? await api.stakers.mine() : await api.stakers.detail({ address }));
    return wholeCsvSource(columns, ask, { about: address, owner: address });
  };

const stakerSources = {
  holdings: ofStaker(fileOf(HOLDING_LIST), ({ holdings }) => holdings),
  exposure: ofStaker(fileOf(EXPOSURE_LIST), ({ exposure }) => exposure),
  delegations: ofStaker(fileOf(DELEGATION_LIST), ({ delegations }) => delegations),
} satisfies Record<string, Open>;

type Watched = RouterOutputs["account"]["watchlist"]["list"]["items"][number];
const ofWatchlist =
  <Row>(columns: CsvColumns<Row>, part: (item: Watched) => Row | null) =>
  ({ account }: Pick<Asked, "account">) =>
    wholeCsvSource(columns, async () =>
      (await account.watchlist.list()).items.flatMap((item) => part(item) ?? []),
    );

/** Files of the viewer's watchlist. */
export const watchlistSources = {
  "watched-operators": ofWatchlist(fileOf(WATCHED_OPERATOR_LIST), ({ operator }) => operator),
  "watched-avs": ofWatchlist(fileOf(WATCHED_AVS_LIST), ({ avs }) => avs),
  "watched-strategies": ofWatchlist(fileOf(WATCHED_STRATEGY_LIST), ({ strategy }) => strategy),
} satisfies Record<string, Open>;

/** Every list that can be downloaded. */
export const LISTS = {
  ...networkSources,
  ...operatorSources,
  ...lossSources,
  ...comparisonSources,
  ...moveSources,
  ...stakerSources,
  ...watchlistSources,
};
export type ListName = keyof typeof LISTS;

export const isListName = (name: string): name is ListName => Object.hasOwn(LISTS, name);
