import { z } from "zod";
import { env } from "../env";
import { SETTABLE_LIMITS, type SettableLimit } from "../limits/limits";
import { log } from "../log";
import { settings as configuration } from "../settings/schema";

/** The settings that admins change while the site runs. */
export interface SiteSettings {
  /** One line above every page. */
  announcement: string | null;
  /** The URL to report errors at. */
  contactUrl: string | undefined;
  /** Whether only those who administer may sign in. */
  isSignInClosed: boolean;
  /** Points of the limits that differ from those in code. */
  rateLimits: Partial<Record<SettableLimit, number>>;
}

/** Control characters, line ends, characters that reorder text, and invisible ones. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

const pointsOf = ([least, most]: readonly [number, number]) => z.number().int().min(least).max(most);
const rateLimits = z.strictObject(
  Object.fromEntries(
    Object.entries(SETTABLE_LIMITS).map(([name, bounds]) => [name, pointsOf(bounds).optional()]),
  ) as Record<SettableLimit, z.ZodOptional<z.ZodNumber>>,
);

/** The values by their name in the database. */
export const SITE_SETTINGS = {
  announcement: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => !HIDDEN.test(text), { message: "Must be one line of visible text" }),
  contact_url: configuration.shape.CONTACT_URL.unwrap(),
  sign_in: z.literal("closed"),
  rate_limits: rateLimits,
};

/** Returns the settings of the configuration. */
export const configured = (): SiteSettings => ({
  announcement: null,
  contactUrl: env.CONTACT_URL,
  isSignInClosed: false,
  rateLimits: {},
});

/** Returns the settings of these rows over the configuration's. A value that is not valid is logged and does not count. */
export function siteSettingsOf(rows: ReadonlyMap<string, unknown>): SiteSettings {
  const settingOf = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    if (!rows.has(name)) return undefined;
    const { success, data } = schema.safeParse(rows.get(name));
    if (!success)
      log.warn({ setting: name }, "a setting in the user database is not valid and does not count");
    return success ? data : undefined;
  };
  const base = configured();
  return {
    announcement: settingOf("announcement", SITE_SETTINGS.announcement) ?? base.announcement,
    contactUrl: settingOf("contact_url", SITE_SETTINGS.contact_url) ?? base.contactUrl,
    isSignInClosed: settingOf("sign_in", SITE_SETTINGS.sign_in) === "closed",
    rateLimits: settingOf("rate_limits", SITE_SETTINGS.rate_limits) ?? base.rateLimits,
  };
}
