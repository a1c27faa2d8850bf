import { z } from "zod";
import { SettingError } from "@/db/postgres/setting-error";
import { rules, type Settings, settings } from "./schema";

export type Environment = Record<string, string | undefined>;

/**
 * Returns the settings with these names, or all. A setting without text, as in a copied .env, counts as absent.
 * Throws SettingError with one line for each invalid setting.
 */
export function readSettings(environment?: Environment): Settings;
export function readSettings<Name extends keyof Settings>(
  environment: Environment | undefined,
  names: readonly Name[],
): Pick<Settings, Name>;
export function readSettings(
  environment: Environment = process.env,
  names: readonly (keyof Settings)[] = settings.keyof().options,
): Partial<Settings> {
  const asked = z.object(Object.fromEntries(names.map((name) => [name, settings.shape[name]])));
  const { success, data, error } = asked.safeParse(givenIn(environment));
  // `asked` is a part of the schema `settings`, so its result is a part of Settings.
  if (success) return data as Partial<Settings>;
  const lines = error.issues.map((issue) => lineOf(issue, environment));
  throw new SettingError([...new Set(lines)].join("\n"));
}

/** Returns the settings that have text, trimmed, with the RPC URLs of all chains in one record. */
function givenIn(environment: Environment): Record<string, unknown> {
  const given = Object.entries(environment).flatMap(([name, text]) =>
    text?.trim() ? [[name, text.trim()] as const] : [],
  );
  const rpcUrls = given.flatMap(([name, text]) => {
    const [, chain] = /^RPC_URL_(\d+)$/.exec(name) ?? [];
    return chain ? [[chain, text] as const] : [];
  });
  return { ...Object.fromEntries(given), RPC_URL: Object.fromEntries(rpcUrls) };
}

function lineOf({ path, message }: z.core.$ZodIssue, environment: Environment): string {
  const name = path[0] === "RPC_URL" ? path.join("_") : String(path[0]);
  const field: z.ZodType | undefined = Object.entries(settings.shape).find(([key]) => key === path[0])?.[1];
  const rule = field && rules.get(field);
  if (!rule) return message;
  const problem = rule.isSecret ? "" : ` is "${environment[name]?.trim()}", but`;
  return `${name}${problem} must be ${rule.must}.`;
}
