import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import * as analytics from "@/drizzle/analytics/schema";
import { openClient } from "../postgres/client";
import { parseConnectionUrl } from "../postgres/connection-url";
import { readRights } from "./actual-rights";
import { type Judgement, judgeRights, type RoleName } from "./least-privilege";

/** A role of the installation and how its rights differ from the least that it needs. */
export interface CheckedRole extends Judgement {
  role: RoleName;
  /** Its name in Postgres. */
  name: string;
}

const contract = Object.values(analytics)
  .filter((value) => is(value, PgTable))
  .map((table) => `public.${getTableName(table)}`);

/** Returns the rights of roles in the database of `url`, where they have these names. Connects as the URL says. */
export async function checkRoles(
  url: string,
  names: Partial<Record<RoleName, string>>,
): Promise<CheckedRole[]> {
  const client = openClient(url, { connectSeconds: 3 });
  const checked: CheckedRole[] = [];
  try {
    for (const [role, name] of Object.entries(names) as [RoleName, string][])
      checked.push({ role, name, ...judgeRights(role, await readRights(client, name), contract) });
    return checked;
  } finally {
    await client.end({ timeout: 3 });
  }
}

/** Returns a warning in one line if the role of this URL has too many rights or too few, else undefined. */
export async function warnOfRights(role: RoleName, url: string): Promise<string | undefined> {
  const [found] = await checkRoles(url, { [role]: parseConnectionUrl(url).user });
  if (!found || found.tooMany.length + found.tooFew.length === 0) return undefined;
  const parts = [
    ...(found.tooMany.length > 0 ? [`has more than it needs (${shortened(found.tooMany)})`] : []),
    ...(found.tooFew.length > 0 ? [`lacks ${shortened(found.tooFew)}`] : []),
  ];
  return `Warning: the ${role} role ${found.name} ${parts.join(" and ")}. \`npm run db -- roles --check\` names all.`;
}

function shortened(lines: string[]): string {
  const more = lines.length > 2 ? ` and ${lines.length - 2} more` : "";
  return `${lines.slice(0, 2).join("; ")}${more}`;
}
