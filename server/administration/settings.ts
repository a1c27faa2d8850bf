import { z } from "zod";
import { changeSystemSettings, readSystemSettings } from "@/db/user/system-settings";
import { limitOf, SETTABLE_LIMITS, type SettableLimit } from "../limits/limits";
import { hearOfSettings } from "../site-settings/keeper";
import { configured, SITE_SETTINGS, siteSettingsOf } from "../site-settings/site-settings";
import { procedureFor, router } from "../trpc/procedure";
import { byAdmin } from "./by-admin";

/** A setting that is left out stays; null sets it back to the configuration or the code. */
const change = z.strictObject({
  announcement: SITE_SETTINGS.announcement.nullable().optional(),
  contact_url: SITE_SETTINGS.contact_url.nullable().optional(),
  sign_in: SITE_SETTINGS.sign_in.nullable().optional(),
  rate_limits: SITE_SETTINGS.rate_limits.nullable().optional(),
});

export const settingsRouter = router({
  get: procedureFor("siteSettings").query(async ({ ctx }) => {
    const { rateLimits, ...settings } = siteSettingsOf(await readSystemSettings(ctx.user));
    return {
      ...settings,
      configuredContactUrl: configured().contactUrl ?? null,
      limits: Object.entries(SETTABLE_LIMITS).map(([key, [least, most]]) => {
        const name = key as SettableLimit;
        const { points: usual, seconds } = limitOf(name);
        return { name, points: rateLimits[name] ?? null, usual, least, most, seconds };
      }),
    };
  }),
  change: procedureFor("siteSettings")
    .input(change)
    .mutation(async ({ ctx, input }) => {
      await changeSystemSettings(ctx.user, input, byAdmin(ctx));
      hearOfSettings();
      return {};
    }),
});
