import { z } from "zod";
import {
  findStrategySummary,
  listOperatorStrategies,
  OPERATOR_STRATEGY_SORTS,
} from "@/db/analytics/operator-strategies";
import { procedureFor, router } from "../trpc";
import { dir, operator, operatorOf } from "./operator-of";

export const operatorStrategiesRouter = router({
  summary: procedureFor("operatorStrategySummary")
    .input(operator)
    .query(async ({ ctx, input }) =>
      findStrategySummary(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  list: procedureFor("operatorStrategyList")
    .input(operator.extend({ sort: z.enum(OPERATOR_STRATEGY_SORTS).default("value"), dir }))
    .query(async ({ ctx, input }) =>
      listOperatorStrategies(ctx.analytics, await operatorOf(ctx.analytics, input), input),
    ),
});
