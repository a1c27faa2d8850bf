import { z } from "zod";
import { address } from "../inputs";
import { logoOf } from "../logos/logo";
import { procedureFor, router } from "../trpc";

export const logosRouter = router({
  find: procedureFor("logos")
    .input(z.object({ kind: z.enum(["operator", "avs"]), address }))
    .query(async ({ ctx, input }) => (await logoOf(ctx.analytics, input.kind, input.address)) ?? null),
});
