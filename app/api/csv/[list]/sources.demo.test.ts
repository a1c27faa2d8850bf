import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { analyticsDatabase, userDatabase } from "@/server/databases";
import type { Network } from "@/server/network/network";
import { contextFor, networkOf } from "@/server/testing/context";
import { readByOthers, typeOf } from "@/server/testing/csv";
import { createCallerFactory } from "@/server/trpc/procedure";
import { appRouter } from "@/server/trpc/router";
import { TIERS, type Tier } from "@/server/trpc/tiers";
import { CHUNK_ROWS } from "./csv-source";
import { isListName, LISTS, type ListName, watchlistSources } from "./sources";
import { csvLines } from "./write";

let network: Network;
beforeAll(async () => {
  // No question of this file is about accounts: the second pool is never used.
  for (const name of ["ANALYTICS_DATABASE_URL", "USER_DATABASE_URL"])
    vi.stubEnv(name, inject("demoReaderUrl"));
  network = await networkOf(analyticsDatabase().db);
});
afterAll(async () => {
  await Promise.all([analyticsDatabase().close(), userDatabase().close()]);
  vi.unstubAllEnvs();
});

const callerOf = createCallerFactory(appRouter);

/** A download as somebody of this tier begins it. */
function begun(list: ListName, query: string, tier: Tier, wallet?: string) {
  const databases = { analytics: analyticsDatabase().db, user: userDatabase().db, network };
  const context = contextFor(tier, databases, wallet ? { address: wallet } : {});
  const { analytics, account } = callerOf({ ...context, download: { perPage: CHUNK_ROWS, bookmark: {} } });
  const asked = { api: analytics, account, query: new URLSearchParams(query), viewer: context.viewer };
  return LISTS[list](asked);
}

const OPERATOR = "0x5accc90436492f24e6af278569691e2c942a676d";
const PAIR = `${OPERATOR},0x71c6f7ed8c2d4925d0baf16f6a85bb1736d412eb`;
const STAKER = "0x00083c7ce64154f4f3bc5752e6a39c925a1303c4";

const of = (operator = OPERATOR) => `operator=${operator}`;
type Watched = keyof typeof watchlistSources;

/** Where there is something of every list, and who may have it. */
const SAMPLES: Record<Exclude<ListName, Watched>, [query: string | (() => Promise<string>), from: Tier]> = {
  operators: ["status=all", "VISITOR"],
  avs: ["status=all", "VISITOR"],
  strategies: ["", "VISITOR"],
  slashings: ["", "VISITOR"],
  entities: ["", "VISITOR"],
  "entity-operators": ["entity=ether-fi", "VISITOR"],
  "entity-avs": ["entity=ether-fi", "VISITOR"],
  "avs-operators": [() => largestAvs(), "VISITOR"],
  "operator-sets": [() => largestAvs(), "VISITOR"],
  "avs-ceilings": [() => largestAvs(), "PRO"],
  "avs-shared": [() => largestAvs(), "PRO"],
  "strategy-operators": [() => largestStrategy(), "VISITOR"],
  delegators: [() => changing(), "PRO"],
  "operator-strategies": [of(), "PRO"],
  "operator-avs": [of(), "VISITOR"],
  "avs-registrations": [of(), "PRO"],
  allocations: [of(), "PRO"],
  "operator-slashable": [of(), "VISITOR"],
  "pending-allocations": [() => changing(), "PRO"],
  "commission-rates": [of(), "PRO"],
  "commission-changes": [of(), "PRO"],
  activity: [() => changing(), "VISITOR"],
  "operator-loss-by-avs": [of(), "PRO"],
  "operator-loss-by-strategy": [of(), "PRO"],
  "operator-largest-losers": [of(), "PRO"],
  "avs-loss-by-operator": [() => largestAvs(), "PRO"],
  "avs-loss-by-strategy": [() => largestAvs(), "PRO"],
  "avs-largest-losers": [() => largestAvs(), "PRO"],
  comparison: [`operators=${PAIR}`, "PRO"],
  "shared-avs": [`operators=${PAIR}`, "PRO"],
  "move-avs": [`from=${PAIR.replace(",", "&to=")}`, "PRO"],
  "shared-delegators": [`operators=${PAIR}`, "PRO"],
  holdings: [() => stakerOf(), "PRO"],
  exposure: [() => stakerOf(), "PRO"],
  delegations: [`staker=${STAKER}`, "PRO"],
};
const NAMES = Object.keys(LISTS).filter(isListName);
const WALKED = NAMES.flatMap((list) =>
  list in watchlistSources ? [] : [list as Exclude<ListName, Watched>],
);

const pro = () =>
  callerOf(contextFor("PRO", { analytics: analyticsDatabase().db, user: userDatabase().db, network }))
    .analytics;
/** An operator that announced to change what it allocates. */
const changing = async () => {
  const name = "Example Operator 10";
  const { rows } = await pro().operators.list({ q: name });
  return of(rows.find((row) => row.name === name)?.address);
};
const largestAvs = async () => {
  const { rows } = await pro().avs.list({ sort: "allocated", perPage: 1 });
  return `avs=${rows[0]?.address}`;
};
const largestStrategy = async () => {
  const { rows } = await pro().strategies.list({ perPage: 1 });
  return `strategy=${rows[0]?.address}`;
};
const stakerOf = async () => {
  const { rows } = await pro().operators.delegators.list({ address: OPERATOR, perPage: 1 });
  return `staker=${rows[0]?.address}`;
};
const queryOf = async (list: (typeof WALKED)[number]) => {
  const [query] = SAMPLES[list];
  return typeof query === "string" ? query : await query();
};

const SNIFFED = {
  boolean: /^BOOLEAN$/,
  numeric: /^(BIGINT|HUGEINT|DOUBLE)$/,
  timestamptz: /^TIMESTAMP/,
  text: /^VARCHAR$/,
};

/** All of a list, as PRO has it. */
async function wholeOf(list: (typeof WALKED)[number]) {
  const { header, read } = begun(list, await queryOf(list), "PRO");
  const { total, ...first } = await read();
  const records = first.records;
  for (let { isLast } = first; !isLast; ) {
    const chunk = await read();
    records.push(...chunk.records);
    isLast = chunk.isLast;
  }
  return { header, records, total };
}

test.each(WALKED)(
  "there is something in %s, all of it once, under headings that say what it is",
  async (list) => {
    const { header, records, total } = await wholeOf(list);
    expect(records.length).toBeGreaterThan(0);
    expect(records).toHaveLength(total);
    expect(new Set(header).size).toBe(header.length);
    for (const [column, name] of header.entries()) {
      expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
      const kinds = { boolean: "boolean", numeric: "number", timestamptz: "object", text: "string" } as const;
      for (const { [column]: cell } of records) {
        if (cell === null || cell === undefined || name === "shares_smallest_unit") continue;
        expect(cell, name).toBeTypeOf(kinds[typeOf(name)]);
      }
    }
  },
);

test.each(WALKED)("%s loads in Postgres, in DuckDB and in a strict reader with its types", async (list) => {
  const { header, records } = await wholeOf(list);
  const csv = csvLines([header, ...records]);
  const { copied, sniffed, ...strict } = await readByOthers(inject("demoUrl"), csv);
  expect(strict.header).toEqual(header);
  for (const { length } of [strict.rows, copied]) expect(length).toBe(records.length);
  expect(sniffed.rows).toBe(records.length);
  expect(sniffed.types.map(([name]) => name)).toEqual(header);
  for (const [column, [name, type]] of sniffed.types.entries()) {
    const isKnown = records.some(({ [column]: cell }) => cell !== null && cell !== undefined);
    for (const [place, row] of copied.entries()) {
      const cell = records[place]?.[column] ?? null;
      const found = typeof cell === "number" ? Number(row[name]) : row[name];
      const isSame = typeof cell === "string" ? found !== null : isDeepStrictEqual(found, cell);
      if (!isSame) expect(found, `${name} of row ${place}`).toEqual(cell);
    }
    if (isKnown && typeOf(name) !== "text") expect(type, name).toMatch(SNIFFED[typeOf(name)]);
  }
});

test.each(WALKED)("%s is for those alone who may see it on its page", async (list) => {
  const [query, [, from]] = [await queryOf(list), SAMPLES[list]];
  for (const tier of TIERS) {
    const answer = begun(list, query, tier).read();
    if (TIERS.indexOf(tier) < TIERS.indexOf(from))
      await expect(answer, tier).rejects.toThrow(`This is part of ${from}.`);
    else expect((await answer).records.length, tier).toBeGreaterThan(0);
  }
});

test("a FREE wallet that is the operator or the staker has its own lists as PRO does, and no other's", async () => {
  for (const list of WALKED) {
    const query = await queryOf(list);
    const [, kind, address] = /^(operator|staker)=(.+)$/.exec(query) ?? [];
    if (!kind || !address) continue;
    const own = begun(list, query, "FREE", address);
    expect(own.owner, list).toBe(address);
    expect((await own.read()).records, list).toEqual((await begun(list, query, "PRO").read()).records);
  }
  await expect(begun("allocations", of(), "FREE", STAKER).read()).rejects.toThrow("This is part of PRO.");
});
