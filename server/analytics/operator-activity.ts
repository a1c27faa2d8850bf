import { z } from "zod";
import { listOperatorActivity } from "@/db/analytics/operator-activity";
import { ACTIVITY_KINDS } from "@/db/analytics/operator-events";
import { paging } from "../inputs";
import { procedureFor } from "../trpc";
import { operator, operatorOf } from "./operator-of";

export const operatorActivity = procedureFor("operatorActivity")
  .input(operator.extend({ ...paging, kinds: z.array(z.enum(ACTIVITY_KINDS)).max(7).optional() }))
  .query(async ({ ctx, input }) =>
    listOperatorActivity(ctx.analytics, await operatorOf(ctx.analytics, input), {
      ...input,
      ...ctx.download,
    }),
  );
