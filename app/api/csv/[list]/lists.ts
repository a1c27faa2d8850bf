import { loadAvsParams, toListInput as toAvsInput } from "@/app/avs/search-params";
import { loadDelegatorParams, toDelegatorInput } from "@/app/operators/[address]/delegators/search-params";
import { loadOperatorParams, toListInput, toScreenerInput } from "@/app/operators/search-params";
import { loadSlashingParams, toListInput as toSlashingInput } from "@/app/slashing/search-params";
import { loadStrategyParams, toListInput as toStrategyInput } from "@/app/strategies/search-params";
import type { appRouter } from "@/server/router";
import { mayUse, type Tier } from "@/server/tiers";
import {
  avsColumns,
  type Columns,
  delegatorColumns,
  operatorColumns,
  slashingColumns,
  strategyColumns,
} from "./columns";

type Api = ReturnType<typeof appRouter.createCaller>["analytics"];
type Page = { page: number; perPage: number };

interface Opened {
  header: string[];
  read: (page: Page) => Promise<{ records: unknown[][]; total: number }>;
}

/** Reads a list page by page through the procedure that its page on the site asks, and lays its rows out. */
const opened = <Row>(
  columns: Columns<Row>,
  ask: (page: Page) => Promise<{ rows: Row[]; total: number }>,
): Opened => ({
  header: Object.keys(columns),
  read: async (page) => {
    const { rows, total } = await ask(page);
    return { records: rows.map((row) => Object.values(columns).map((cell) => cell(row))), total };
  },
});

/** Every list that can be downloaded. The query is that of the list's own page; its paging does not count. */
export const LISTS: Record<string, (api: Api, query: URLSearchParams, tier: Tier) => Opened> = {
  operators: (api, query, tier) => {
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
  delegators: (api, query) =>
    opened(delegatorColumns, (page) =>
      api.operators.delegators.list({
        ...toDelegatorInput(query.get("operator") ?? "", loadDelegatorParams(query)),
        ...page,
      }),
    ),
};
