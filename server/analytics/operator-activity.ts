import { z } from "zod";
import { listOperatorActivity } from "@/db/analytics/operators/activity";
import { ACTIVITY_KINDS } from "@/db/analytics/operators/events";
import { presentOf } from "../network/figures/present";
import { paging } from "../trpc/inputs";
import { entity, operatorProcedure } from "./entity-procedures";

export const operatorActivity = operatorProcedure("operatorActivity")
  .input(entity.extend({ ...paging, kinds: z.array(z.enum(ACTIVITY_KINDS)).max(7).optional() }))
  .query(({ ctx, input }) =>
    listOperatorActivity(ctx.analytics, ctx.operator.address, presentOf(ctx.network), {
      ...input,
      ...ctx.download,
    }),
  );
