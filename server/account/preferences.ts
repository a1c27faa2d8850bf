import { z } from "zod";
import { CURRENCIES, FREQUENCIES, findPreferences, THEMES, updatePreferences } from "@/db/user/preferences";
import { procedureFor, router } from "../trpc/procedure";
import { auditContextOf, still } from "./audit-context";

const change = z.object({
  theme: z.enum(THEMES).optional(),
  currency: z.enum(CURRENCIES).optional(),
  notificationFrequency: z.enum(FREQUENCIES).optional(),
});

export const preferencesRouter = router({
  get: procedureFor("preferences").query(({ ctx }) => findPreferences(ctx.user, ctx.account.id)),
  update: procedureFor("preferences")
    .input(change)
    .mutation(async ({ ctx, input }) =>
      still(await updatePreferences(ctx.user, ctx.account.id, input, auditContextOf(ctx))),
    ),
});
