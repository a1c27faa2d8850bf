import { z } from "zod";
import {
  countDelegatorsEver,
  countValuedDelegators,
  listDelegatorBands,
  listDelegatorFlow,
  listOperatorDelegators,
} from "@/db/analytics/operators/delegators";
import { presentOf } from "../network/figures/present";
import { rawConcentration, spreadOf } from "../network/figures/risk";
import { shareValues } from "../network/figures/share-values";
import { DELEGATOR_COLUMNS, type DelegatorRow } from "../network/lists/delegators";
import { sortIdsOf } from "../network/lists/list";
import { partOf, sumOfRow } from "../network/parts";
import { arePositionsRead } from "../network/source";
import { addSums } from "../network/unknown";
import { cursorsOf, cursorText, type ValueKind } from "../trpc/cursor";
import { address, dayCountOf, figure, range, searched } from "../trpc/inputs";
import { router } from "../trpc/procedure";
import { entity, listed, operatorProcedure } from "./entity-procedures";
import { ifReachable } from "./if-reachable";

const amount = figure(1e15).optional();

/** The values of each order: its own, the value as the second one, and the address. */
const PLACES: Record<keyof typeof DELEGATOR_COLUMNS, readonly ValueKind[]> = {
  value: ["number?", "text"],
  share: ["number?", "text"],
  strategies: ["number", "number?", "text"],
  since: ["instant?", "number?", "text"],
  address: ["text", "number?", "text"],
};

export const operatorDelegatorsRouter = router({
  summary: operatorProcedure("operatorDelegatorSummary").query(
    async ({ ctx: { analytics, network, operator } }) => {
      const [totalCount, valuedCount] = await Promise.all([
        ifReachable(countDelegatorsEver(analytics, operator.address)),
        arePositionsRead(network)
          ? ifReachable(countValuedDelegators(analytics, shareValues(network, operator.strategies)))
          : null,
      ]);
      const spread = spreadOf(operator, "delegator")?.label ?? null;
      return { totalCount, activeCount: operator.delegatorCount, valuedCount, spread };
    },
  ),
  list: operatorProcedure("operatorDelegatorList")
    .concat(listed(sortIdsOf(DELEGATOR_COLUMNS), "value"))
    .input(
      z.object({
        q: searched(42).optional(),
        minUsd: amount,
        maxUsd: amount,
        strategy: address.optional(),
        cursor: cursorText,
      }),
    )
    .query(async ({ ctx: { analytics, network, operator, page }, input: { cursor, ...filter } }) => {
      const values = shareValues(network, operator.strategies);
      const list = ["delegators", operator.address, page.sort, page.dir];
      const { cursorOf, placeOf } = cursorsOf(list, PLACES[page.sort]);
      const after = placeOf(cursor);
      const { rows, total, next } = await listOperatorDelegators(
        analytics,
        operator.address,
        values,
        filter,
        after === undefined ? page : { ...page, after },
      );
      const isKnown = arePositionsRead(network);
      return {
        total,
        /** Continues the list where it was begun with an empty cursor; `null` on the last page, and without a cursor. */
        nextCursor: cursorOf(next),
        rows: rows.map(
          ({ strategies, unboundedCount, ...row }): DelegatorRow => ({
            ...row,
            /** `null` if positions were not read. */
            valueUsd: isKnown ? row.valueUsd : null,
            shareRatio: isKnown ? partOf(sumOfRow({ ...row, unboundedCount }), operator.value) : null,
            strategyCount: isKnown ? strategies.length : null,
            symbols: strategies.map((strategy) => network.strategies.get(strategy)?.symbol ?? null),
          }),
        ),
      };
    }),
  flow: operatorProcedure("operatorDelegatorList")
    .input(entity.extend({ range: range.default("1y") }))
    .query(({ ctx, input }) =>
      listDelegatorFlow(ctx.analytics, ctx.operator.address, presentOf(ctx.network), dayCountOf(input.range)),
    ),
  bands: operatorProcedure("operatorDelegatorList").query(
    async ({ ctx: { analytics, network, operator } }) => {
      if (!arePositionsRead(network)) return [];
      const values = shareValues(network, operator.strategies);
      const bands = await listDelegatorBands(analytics, operator.address, values);
      const all = addSums(bands.map(sumOfRow));
      return bands.map(({ exactUsd, unboundedCount, ...band }) => ({
        ...band,
        ofAllRatio: partOf(sumOfRow({ ...band, exactUsd, unboundedCount }), all),
      }));
    },
  ),
  raw: operatorProcedure("operatorDelegatorRaw").query(({ ctx }) =>
    rawConcentration(ctx.operator, "delegator"),
  ),
});
