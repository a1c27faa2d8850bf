import type { Sql } from "postgres";
import type { Facts, StrategyFact } from "../facts/facts";
import { blockAt, present, secondsPerDay, timeText } from "../model/calendar";
import { firstDay } from "../model/market";
import { avsStarts } from "../model/memberships";
import { randomFor, transactionFor } from "../model/random";
import type { Operator } from "../model/roster";
import type { World } from "../model/world";
import { type Cell, copyRows } from "./copy";

const now = timeText(present);

/** Writes operators with registration, metadata and approvers; strategies; AVSs with metadata; operator sets. */
export async function writeFacts(sql: Sql, world: World) {
  const { facts, roster, examples } = world;
  const starts = avsStarts(facts, examples);
  const avsRows = [...facts.avss, ...examples.avss].map((avs) => ({
    avs,
    at: timeText(Math.floor(starts.get(avs.address) ?? present)),
  }));
  await copyRows(
    sql,
    "operators",
    "id, address, created_at, updated_at",
    roster.map((one) => [one.address, one.address, timeText(one.registeredAt), now]),
  );
  await copyRows(
    sql,
    "strategies",
    "id, address, created_at, updated_at",
    facts.strategies.map((one) => [one.address, one.address, timeText(firstDay * secondsPerDay), now]),
  );
  await copyRows(
    sql,
    "avs",
    "id, address, created_at, updated_at",
    avsRows.map(({ avs, at }) => [avs.address, avs.address, at, now]),
  );
  await copyRows(
    sql,
    "avs_metadata",
    "avs_id, metadata_uri, metadata_json, name, website, metadata_fetched_at, last_updated_at, last_updated_block, total_updates, created_at, updated_at",
    avsRows.flatMap<Cell[]>(({ avs, at }) => {
      if (avs.name === null) return [];
      const json = JSON.stringify({
        name: avs.name,
        website: avs.website,
        twitter: null,
        logo: null,
        description: null,
      });
      return [
        [
          avs.address,
          "",
          json,
          avs.name,
          avs.website,
          now,
          at,
          blockAt(starts.get(avs.address) ?? present),
          1,
          at,
          now,
        ],
      ];
    }),
  );
  await copyRows(
    sql,
    "operator_sets",
    "id, avs_id, operator_set_id, created_at, updated_at",
    [...facts.operatorSets, ...examples.sets.flat()].map((set) => [
      set.id,
      set.avs,
      set.number,
      timeText(set.at),
      timeText(set.at),
    ]),
  );
  await copyRows(sql, "demo_set", "id, created_block, strategies", [
    ...facts.operatorSets.map((set) => [set.id, set.block, arrayText(slashedStrategies(facts, set.id))]),
    ...examples.sets.flat().map((set) => [set.id, set.block, arrayText(set.strategies)]),
  ]);
  await writeOperators(sql, roster);
}

/** Returns the strategies that a set slashed, which are the only ones known of a real set. */
function slashedStrategies(facts: Facts, set: string): StrategyFact[] | null {
  const found = facts.slashings.filter((row) => row.setId === set).map((row) => row.strategy);
  const order = (a: StrategyFact, b: StrategyFact) => (a.address < b.address ? -1 : 1);
  return found.length === 0 ? null : [...new Set(found)].sort(order);
}

const arrayText = (strategies: readonly StrategyFact[] | null) =>
  strategies && `{${strategies.map(({ address }) => address).join(",")}}`;

/**
 * The contract's value for no approver. The column is never empty, so real operators have it too, though nothing is
 * known.
 */
const nobody = "0x0000000000000000000000000000000000000000";

async function writeOperators(sql: Sql, roster: Operator[]) {
  const registration = (one: Operator) => transactionFor("registered", one.address);
  await copyRows(
    sql,
    "operator_registration",
    "operator_id, registered_at, registration_block, delegation_approver, transaction_hash, created_at, updated_at",
    roster.map((one) => {
      const at = timeText(one.registeredAt);
      return [one.address, at, blockAt(one.registeredAt), one.approver ?? nobody, registration(one), at, at];
    }),
  );
  await copyRows(
    sql,
    "operator_delegation_approver_history",
    "operator_id, old_delegation_approver, new_delegation_approver, changed_at, changed_at_block, transaction_hash, created_at, updated_at",
    roster.flatMap<Cell[]>((one) => {
      const at = timeText(one.registeredAt);
      if (!one.isExample) return [];
      const approver = one.approver ?? nobody;
      return [[one.address, null, approver, at, blockAt(one.registeredAt), registration(one), at, at]];
    }),
  );
  const named = roster.flatMap((one) => {
    if (one.name === null && one.logo === null && one.metadataUri === null) return [];
    const json = JSON.stringify({
      name: one.name,
      website: one.website,
      twitter: one.twitter,
      logo: one.logo,
      description: null,
    });
    const random = randomFor("metadata", one.address);
    const first = one.registeredAt + random.integer(60, 7200);
    const again = random.next() < 0.12 ? Math.floor(first + random.next() * (present - first)) : null;
    return [{ one, json, uri: one.metadataUri ?? "", times: again === null ? [first] : [first, again] }];
  });
  await copyRows(
    sql,
    "operator_metadata",
    "operator_id, metadata_uri, metadata_json, metadata_fetched_at, last_updated_at, last_updated_block, total_updates, created_at, updated_at",
    named.map(({ one, json, uri, times }) => {
      const last = times.at(-1) ?? present;
      return [
        one.address,
        uri,
        json,
        now,
        timeText(last),
        blockAt(last),
        times.length,
        timeText(times[0] ?? last),
        now,
      ];
    }),
  );
  await copyRows(
    sql,
    "operator_metadata_history",
    "operator_id, metadata_uri, metadata_json, metadata_fetched_at, updated_at, updated_at_block, transaction_hash, created_at",
    named.flatMap(({ one, json, uri, times }) =>
      times.map<Cell[]>((at) => [
        one.address,
        uri,
        json,
        timeText(at + 300),
        timeText(at),
        blockAt(at),
        transactionFor("metadata", one.address, at),
        timeText(at),
      ]),
    ),
  );
}
