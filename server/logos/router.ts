import { z } from "zod";
import { address } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";
import { logoOf } from "./logo";

/** Separate from the API, whose answers are JSON: only the image route uses it. */
export const logosRouter = router({
  find: procedureFor("logos")
    .input(z.object({ kind: z.enum(["operator", "avs"]), address }))
    .query(async ({ ctx, input }) => (await logoOf(ctx.analytics.db, input.kind, input.address)) ?? null),
});
