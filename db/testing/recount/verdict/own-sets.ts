import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import { knownSets } from "./known-sets";

export interface OwnSetRecount {
  set: string;
  match: boolean;
  clues: string[];
  isOwn: boolean;
}

interface ReviewedGroup {
  operators: { address: string }[];
  avs?: { address: string }[];
}

/** The reviewed groups of operators and AVSs, read from the file itself. */
const groups: { entities: ReviewedGroup[] } = JSON.parse(
  readFileSync(new URL("../../../../server/network/entities/known-entities.json", import.meta.url), "utf8"),
);

/** A few of the hosts on which everybody has a page. */
const PLATFORM =
  /(^|\.)(eigenlayer\.xyz|x\.com|twitter\.com|github\.io|github\.com|medium\.com|t\.me|linktr\.ee)$/;

const hostOf = (text: string | null) => {
  const host = text?.match(/^(?:https?:\/\/)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/:?#]|$)/i)?.[1];
  return host && !PLATFORM.test(host.toLowerCase()) ? host.toLowerCase() : null;
};

/** Returns the sets that slashed an operator or may slash it, with the hints that they are its own. */
export async function readOwnSets(sql: Sql, slashing: Map<string, Set<string>>) {
  const operators = await sql<{ id: string; name: string | null; website: string | null }[]>`
    select o.id, m.metadata_json ->> 'name' as name, m.metadata_json ->> 'website' as website
    from operators o left join operator_metadata m on m.operator_id = o.id`;
  const avss = await sql<{ id: string; website: string | null }[]>`
    select avs_id as id, website from avs_metadata`;
  const said = await sql<{ operator: string; set: string; description: string | null }[]>`
    select distinct operator_id as operator, operator_set_id as set, description
    from operator_slashing_incidents`;
  const staked = await sql<{ set: string; operators: string[] }[]>`
    select set, array_agg(distinct operator) as operators from (
      select operator_set_id as set, operator_id as operator from operator_allocations where magnitude > 0
      union select operator_set_id, operator_id from operator_allocation_snapshots where magnitude > 0
      union select operator_set_id, operator_id from operator_slashing_incidents) every group by 1`;
  const withStake = new Map(staked.map((row) => [row.set, row.operators]));
  const siteOf = new Map(avss.map((row) => [row.id, hostOf(row.website)]));
  const users = new Map<string, number>();
  for (const { website } of operators) {
    const host = hostOf(website);
    if (host) users.set(host, (users.get(host) ?? 0) + 1);
  }
  const found = new Map<string, OwnSetRecount[]>();
  for (const { id, website } of operators) {
    const own = hostOf(website);
    const host = own !== null && users.get(own) === 1 ? own : null;
    const rows = [...(slashing.get(id) ?? [])].map((set): OwnSetRecount => {
      const avs = set.slice(0, set.lastIndexOf("-"));
      const known = knownSets.get(set);
      const isOneEntity = groups.entities.some(
        (group) =>
          group.operators.some((one) => one.address === id) && group.avs?.some((one) => one.address === avs),
      );
      const match =
        isOneEntity || [avs, known?.slasher?.address, known?.redistributionRecipient].includes(id);
      const clues: string[] = [];
      if (withStake.get(set)?.length === 1 && withStake.get(set)?.[0] === id) clues.push("only-operator");
      if (host !== null && siteOf.get(avs) === host) clues.push("equal-host");
      const named = said
        .filter((row) => row.operator === id && row.set === set)
        .flatMap(({ description }) => description?.split(/\s+/) ?? [])
        .map(hostOf);
      if (host !== null && named.includes(host)) clues.push("named-by-slashing");
      return { set, match, clues, isOwn: match || clues.length >= 2 };
    });
    found.set(id, rows);
  }
  return found;
}
