import { z } from "zod";
import { listOperatorActivity } from "@/db/analytics/operators/activity";
import { ACTIVITY_KINDS } from "@/db/analytics/operators/events";
import { presentOf } from "../network/figures/present";
import { cursorsOf, cursorText } from "../trpc/cursor";
import { paging } from "../trpc/inputs";
import { entity, operatorProcedure } from "./entity-procedures";

export const operatorActivity = operatorProcedure("operatorActivity")
  .input(
    entity.extend({
      ...paging,
      kinds: z.array(z.enum(ACTIVITY_KINDS)).max(7).optional(),
      cursor: cursorText,
    }),
  )
  .query(async ({ ctx, input: { cursor, ...page } }) => {
    const { cursorOf, placeOf } = cursorsOf(["activity", ctx.operator.address], ["instant", "text"]);
    const after = placeOf(cursor);
    const { next, ...found } = await listOperatorActivity(
      ctx.analytics,
      ctx.operator.address,
      presentOf(ctx.network),
      { ...page, ...ctx.download, ...(after === undefined ? {} : { after }) },
    );
    /** `nextCursor` continues a list that an empty cursor began; `null` on the last page, and without a cursor. */
    return { ...found, nextCursor: cursorOf(next) };
  });
