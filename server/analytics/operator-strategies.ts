import { z } from "zod";
import { strategyShares } from "../network/figures/operator";
import { sorted, sortIdsOf } from "../network/lists/list";
import {
  OPERATOR_STRATEGY_COLUMNS,
  operatorStrategies,
  strategySummary,
} from "../network/lists/operator-strategies";
import { router } from "../trpc/procedure";
import { direction, operatorProcedure } from "./entity-procedures";

export const operatorStrategiesRouter = router({
  shares: operatorProcedure("operatorStrategyShares").query(({ ctx }) =>
    strategyShares(ctx.network, ctx.operator),
  ),
  summary: operatorProcedure("operatorStrategySummary").query(({ ctx }) => strategySummary(ctx.operator)),
  list: operatorProcedure("operatorStrategyList")
    .input(
      z.object({
        sort: z.enum(sortIdsOf(OPERATOR_STRATEGY_COLUMNS)).default("value"),
        dir: direction,
      }),
    )
    .query(({ ctx: { network, operator }, input: { sort, dir } }) => [
      ...sorted(operatorStrategies(network, operator), OPERATOR_STRATEGY_COLUMNS, sort, dir),
    ]),
});
