import { loadAvsPageParams, toAllocatorsInput, toOperatorsInput } from "@/app/avs/[address]/search-params";
import { loadAvsParams, toListInput as toAvsInput } from "@/app/avs/search-params";
import { loadDelegatorParams, toDelegatorInput } from "@/app/operators/[address]/delegators/search-params";
import { loadOperatorParams, toListInput, toScreenerInput } from "@/app/operators/search-params";
import { loadSlashingParams, toListInput as toSlashingInput } from "@/app/slashing/search-params";
import {
  loadStrategyPageParams,
  toOperatorsInput as toHolderNamesInput,
  toHoldersInput,
} from "@/app/strategies/[address]/search-params";
import { loadStrategyParams, toListInput as toStrategyInput } from "@/app/strategies/search-params";
import type { Viewer } from "@/server/context";
import type { appRouter } from "@/server/router";
import { mayUse } from "@/server/tiers";
import {
  allocatorColumns,
  avsColumns,
  avsOperatorColumns,
  type Columns,
  delegatorColumns,
  holderColumns,
  holdingColumns,
  operatorColumns,
  slashingColumns,
  strategyColumns,
  strategyOperatorColumns,
} from "./columns";

type Api = ReturnType<typeof appRouter.createCaller>["analytics"];
type Page = { page: number; perPage: number };
/** What a procedure wants to hear; a download reads its own rows instead. */
const PAGE: Page = { page: 1, perPage: 100 };
/** How many rows a download asks a list for at a time. */
export const CHUNK_ROWS = 1000;

/** `isLast` says that nothing follows: reading again would give what was read already. */
interface Chunk {
  records: unknown[][];
  total: number;
  isLast: boolean;
}

interface Opened {
  header: string[];
  /** Whose own data the list is. */
  subject: string | undefined;
  read: () => Promise<Chunk>;
}

/** Reads a list through the procedure that its page on the site asks, and lays its rows out. */
const opened = <Row>(
  columns: Columns<Row>,
  ask: (page: Page) => Promise<{ rows: Row[]; total: number }>,
  subject?: string,
): Opened => ({
  header: Object.keys(columns),
  subject,
  read: async () => {
    const { rows, total } = await ask(PAGE);
    return { records: recordsOf(columns, rows), total, isLast: rows.length < CHUNK_ROWS };
  },
});

/** A list that its procedure gives at once. */
export const openedWhole = <Row>(
  columns: Columns<Row>,
  ask: () => Promise<Row[]>,
  subject: string,
): Opened => ({
  header: Object.keys(columns),
  subject,
  read: async () => {
    const records = recordsOf(columns, await ask());
    return { records, total: records.length, isLast: true };
  },
});

const recordsOf = <Row>(columns: Columns<Row>, rows: Row[]) =>
  rows.map((row) => Object.values(columns).map((cell) => cell(row)));

/** Every list that can be downloaded. The query is that of the list's own page; its paging does not count. */
export const LISTS: Record<string, (api: Api, query: URLSearchParams, viewer: Viewer) => Opened> = {
  operators: (api, query, { tier }) => {
    const state = loadOperatorParams(query);
    if (!mayUse(tier, "operatorScreener"))
      return opened(operatorColumns(false), (page) => api.operators.list({ ...toListInput(state), ...page }));
    return opened(operatorColumns(true), (page) =>
      api.operators.screener({ ...toScreenerInput(state), ...page }),
    );
  },
  avs: (api, query) =>
    opened(avsColumns, (page) => api.avs.list({ ...toAvsInput(loadAvsParams(query)), ...page })),
  strategies: (api, query) =>
    opened(strategyColumns, (page) =>
      api.strategies.list({ ...toStrategyInput(loadStrategyParams(query)), ...page }),
    ),
  slashings: (api, query) =>
    opened(slashingColumns, (page) =>
      api.slashing.list({ ...toSlashingInput(loadSlashingParams(query)), ...page }),
    ),
  delegators: (api, query) => {
    const operator = query.get("operator") ?? "";
    const input = toDelegatorInput(operator, loadDelegatorParams(query));
    return opened(delegatorColumns, (page) => api.operators.delegators.list({ ...input, ...page }), operator);
  },
  "avs-operators": (api, query, { tier }) => {
    const [avs, state] = [query.get("avs") ?? "", loadAvsPageParams(query)];
    if (!mayUse(tier, "avsAllocators"))
      return opened(avsOperatorColumns, (page) =>
        api.avs.operators({ ...toOperatorsInput(avs, state), ...page }),
      );
    return opened(allocatorColumns, (page) =>
      api.avs.allocators({ ...toAllocatorsInput(avs, state), ...page }),
    );
  },
  "strategy-operators": (api, query, { tier }) => {
    const [strategy, state] = [query.get("strategy") ?? "", loadStrategyPageParams(query)];
    if (!mayUse(tier, "strategyHolders"))
      return opened(strategyOperatorColumns, (page) =>
        api.strategies.operators({ ...toHolderNamesInput(strategy, state), ...page }),
      );
    return opened(holderColumns, (page) =>
      api.strategies.holders({ ...toHoldersInput(strategy, state), ...page }),
    );
  },
  /** A staker's own wallet may have its holdings on any tier; they are few, and come at once. */
  holdings: (api, query, { account }) => {
    const address = query.get("staker") ?? "";
    const isOwn = account?.address === address.toLowerCase();
    const ask = async () => {
      const { holdings } = isOwn ? await api.stakers.mine() : await api.stakers.detail({ address });
      return holdings;
    };
    return openedWhole(holdingColumns, ask, address);
  },
};
