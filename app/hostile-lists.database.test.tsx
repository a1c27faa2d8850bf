import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { prerender } from "react-dom/static";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SLASHABLE_LIST } from "@/app/operators/[address]/allocations/slashable-list";
import { buildEntities } from "@/server/network/build/entities";
import type { Network } from "@/server/network/network";
import { openWorld } from "@/server/testing/world";
import { createCallerFactory } from "@/server/trpc/procedure";
import { appRouter } from "@/server/trpc/router";
import { AccountProvider } from "./_components/account/account-provider";
import { fileOf, tableOf } from "./_components/tables/columns";
import { Table } from "./_components/tables/table";
import { TrpcProvider } from "./_trpc/client";
import { csvLines } from "./api/csv/[list]/write";
import { AVS_OPERATOR_LIST } from "./avs/[address]/operators-list";
import { SET_LIST } from "./avs/[address]/sets-list";
import { loserList, operatorLossList, strategyLossList } from "./avs/[address]/supposed-losses-list";
import { AVS_LIST } from "./avs/list";
import { ENTITY_AVS_LIST } from "./entities/[slug]/avs-list";
import { entityOperatorList } from "./entities/[slug]/operators-list";
import { ALLOCATION_LIST, PENDING_ALLOCATION_LIST } from "./operators/[address]/allocations/list";
import { OPERATOR_AVS_LIST } from "./operators/[address]/avs/list";
import { COMMISSION_CHANGE_LIST, COMMISSION_RATE_LIST } from "./operators/[address]/commission/list";
import { DELEGATOR_LIST } from "./operators/[address]/delegators/list";
import { OPERATOR_STRATEGY_LIST } from "./operators/[address]/strategies/list";
import { OPERATOR_LIST } from "./operators/list";
import { SLASHING_LIST } from "./slashings/list";
import { DELEGATION_LIST, EXPOSURE_LIST, HOLDING_LIST } from "./stakers/[address]/list";
import { HOLDER_LIST } from "./strategies/[address]/holders-list";
import { STRATEGY_LIST } from "./strategies/list";

let world: Awaited<ReturnType<typeof openWorld>>;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.drop());

type Api = ReturnType<typeof appRouter.createCaller>["analytics"];
const callerOf = createCallerFactory(appRouter);

const HOSTILE = `=HYPERLINK("https://evil.example")</script><b onload="alert(1)">\u202e`;

/** Returns a row with every text of a stranger hostile: names, symbols, and the reason of a slashing. */
function hostile<Value>(value: Value, declared = /name|symbol/i): Value {
  const spoil = (key: string, part: unknown): unknown => {
    if (!declared.test(key)) return hostile(part, declared);
    if (Array.isArray(part)) return part.map(() => HOSTILE);
    return part === null || typeof part === "string" ? HOSTILE : part;
  };
  if (Array.isArray(value)) return value.map((one) => hostile(one, declared)) as Value;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spoil(key, part)])) as Value;
}

/** The star of a row asks for the router of Next, which a page alone has. */
const router = {
  back() {},
  forward() {},
  refresh() {},
  push() {},
  replace() {},
  prefetch() {},
  bfcacheId: "0",
};

interface Shown {
  html: string;
  file: string;
  rowCount: number;
}

/** Returns how a list shows hostile rows, in its table and in its file, to somebody who sees every column. */
const shown =
  <Row, Id extends string>(
    list: Parameters<typeof tableOf<Row, Id>>[0],
    ask: (api: Api, query: { address: string }) => Promise<readonly Row[]>,
    declared?: RegExp,
  ) =>
  async (api: Api, query: { address: string }): Promise<Shown> => {
    const rows = hostile(await ask(api, query), declared);
    const columns = tableOf(list, () => true);
    const keys = new Map(rows.map((row, place) => [row, place]));
    const table = (
      <Table caption="List" columns={columns} rows={rows} rowKey={(row) => keys.get(row) ?? ""} />
    );
    const { prelude } = await prerender(
      <AppRouterContext value={router}>
        <TrpcProvider>
          <AccountProvider
            viewer={{ tier: "VISITOR", address: null, displayName: null }}
            chainIds={[1]}
            relay={undefined}
            site=""
          >
            {table}
          </AccountProvider>
        </TrpcProvider>
      </AppRouterContext>,
    );
    const values = Object.values(fileOf(list, () => true));
    return {
      html: await new Response(prelude).text(),
      file: csvLines(rows.map((row) => values.map((value) => value(row)))),
      rowCount: rows.length,
    };
  };

const all = { status: "all", perPage: 100 } as const;
const half = { fraction: 0.5 };
type Kind = "operators" | "avs" | "strategies" | "stakers";

const EVERYBODY = "everybody";

/** Returns the network with one entity that every operator belongs to. */
function asOneEntity(network: Network): Network {
  const operators = Array.from(network.operators.values(), ({ address, name }) => ({
    address,
    name: name ?? "Nobody",
    evidence: "Its website is example.com.",
  }));
  const entity = {
    slug: EVERYBODY,
    name: "Everybody",
    kind: "brand" as const,
    website: "https://example.com",
    reviewedOn: "2026-11-30",
    evidence: "All declare the website example.com.",
    operators,
  };
  return { ...network, entities: buildEntities(network.operators, [entity]) };
}

const LISTS: Record<string, [of: Kind, (api: Api, query: { address: string }) => Promise<Shown>]> = {
  operators: ["operators", shown(OPERATOR_LIST, async (api) => (await api.operators.screener(all)).rows)],
  avs: ["avs", shown(AVS_LIST, async (api) => (await api.avs.list(all)).rows)],
  strategies: ["strategies", shown(STRATEGY_LIST, async (api) => (await api.strategies.list(all)).rows)],
  slashings: [
    "operators",
    shown(SLASHING_LIST, async (api) => (await api.slashing.list({})).rows, /name|symbol|reason/i),
  ],
  "operators of an entity": [
    "operators",
    shown(
      entityOperatorList("Node operator"),
      async (api) => (await api.entities.operators({ slug: EVERYBODY })).rows,
    ),
  ],
  "AVSs of an entity": ["operators", shown(ENTITY_AVS_LIST, (api) => api.entities.avs({ slug: EVERYBODY }))],
  "operators of an AVS": [
    "avs",
    shown(AVS_OPERATOR_LIST, async (api, of) => (await api.avs.allocators(of)).rows),
  ],
  "operator sets": ["avs", shown(SET_LIST, (api, of) => api.avs.sets(of))],
  "operators of a strategy": [
    "strategies",
    shown(HOLDER_LIST, async (api, of) => (await api.strategies.holders(of)).rows),
  ],
  "strategies of an operator": [
    "operators",
    shown(OPERATOR_STRATEGY_LIST, (api, of) => api.operators.strategies.list(of)),
  ],
  "AVSs of an operator": [
    "operators",
    shown(
      OPERATOR_AVS_LIST,
      async (api, of) => (await api.operators.avs.detail({ ...of, status: "all" })).rows,
    ),
  ],
  delegators: [
    "operators",
    shown(DELEGATOR_LIST, async (api, of) => (await api.operators.delegators.list(of)).rows),
  ],
  allocations: ["operators", shown(ALLOCATION_LIST, (api, of) => api.operators.allocations.list(of))],
  "slashable by AVS": [
    "operators",
    shown(SLASHABLE_LIST, (api, of) => api.operators.allocations.slashable(of)),
  ],
  "pending allocations": [
    "operators",
    shown(PENDING_ALLOCATION_LIST, (api, of) => api.operators.allocations.pending(of)),
  ],
  "commission rates": [
    "operators",
    shown(COMMISSION_RATE_LIST, (api, of) => api.operators.commission.rates(of)),
  ],
  "commission changes": [
    "operators",
    shown(COMMISSION_CHANGE_LIST, (api, of) => api.operators.commission.changes(of)),
  ],
  "losses by operator": [
    "avs",
    shown(operatorLossList(0.5), async (api, of) => (await api.avs.lossDetail({ ...of, ...half })).operators),
  ],
  "losses by strategy": [
    "avs",
    shown(
      strategyLossList(0.5),
      async (api, of) => (await api.avs.lossDetail({ ...of, ...half })).strategies,
    ),
  ],
  losers: [
    "avs",
    shown(loserList(0.5), async (api, of) => (await api.avs.lossDetail({ ...of, ...half })).losers),
  ],
  holdings: ["stakers", shown(HOLDING_LIST, async (api, of) => (await api.stakers.detail(of)).holdings)],
  exposure: ["stakers", shown(EXPOSURE_LIST, async (api, of) => (await api.stakers.detail(of)).exposure)],
  delegations: [
    "stakers",
    shown(DELEGATION_LIST, async (api, of) => (await api.stakers.detail(of)).delegations),
  ],
};

test.each(Object.entries(LISTS))(
  "a stranger's texts stay text in every column of %s",
  async (_, [kind, show]) => {
    const found = await world.read("correct", async (context) => {
      const network = context.network && asOneEntity(context.network);
      const { analytics } = callerOf({ ...context, network });
      const answers: Shown[] = [];
      for (const address of world.everybody[kind]) answers.push(await show(analytics, { address }));
      return answers;
    });
    expect(found.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBeGreaterThan(0);
    for (const { html, file } of found) {
      expect(html.match(/<\/?b\b|<\/?script|onload="|\u202e/g)).toBeNull();
      expect(file).not.toMatch(/(^|,)"?[=+\-@](?![\d.])/m);
    }
  },
);
