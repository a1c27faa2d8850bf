import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint } from "@/db/testing/rows";
import { insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import type { Tier } from "../trpc/tiers";

/** Of the file: ether.fi-2 is run by P2P.org, ether.fi-12 by nobody known, and P2P.org has operators of its own. */
const ETHER_FI_2 = "0x4bd479a34450d0cb1f5ef16a877bee47e1e4cdb9";
const ETHER_FI_12 = "0x1abdcdd0ec2523dd2c66b8c7d1c734f743e98b4a";
const P2P = "0xdbed88d83176316fc46797b43adee927dc2ff2f5";
/** Declares the name and website of ether.fi, and is not in the file. */
const COPY = `0xc0${"0".repeat(38)}`;
const HOSTILE = "</script><b>ether.fi-21\u202e";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let strategy: string;
type Api = ReturnType<typeof appRouter.createCaller>["analytics"];
let api: Api;
let pro: Api;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner, { lastProcessedBlock: 25_000_000n });
  strategy = (await insertDollarStrategy(owner)).address;
  for (const [address, name, usd] of [
    [ETHER_FI_2, "ether.fi-2 - P2P.org", 30],
    [ETHER_FI_12, HOSTILE, 20],
    [P2P, "P2P.org [all AVS]", 10],
    [COPY, "ether.fi-3 - DSRV", 40],
  ] as const)
    await insertStaked(owner, strategy, { address, name, usd });
  const network = await networkOf(database.db);
  const callerFor = (tier: Tier) =>
    createCallerFactory(appRouter)(
      contextFor(tier, { analytics: database.db, user: undefined as never, network }),
    ).analytics;
  api = callerFor("VISITOR");
  pro = callerFor("PRO");
});
afterAll(() => database.drop());

describe("the entities of a network, for a visitor", () => {
  test("are those of the file with an operator here, and a copy joins none", async () => {
    const { rows, total } = await api.entities.list({ sort: "name", dir: "asc" });
    expect(total).toBe(2);
    expect(rows).toMatchObject([
      {
        slug: "ether-fi",
        kind: "brand",
        operatorCount: 2,
        tvsUsd: 50,
        ofNetworkRatio: 0.5,
        partners: [{ slug: "p2p-org", operatorCount: 1 }],
      },
      { slug: "p2p-org", kind: "node-operator", operatorCount: 2, partners: [{ slug: "ether-fi" }] },
    ]);
    expect(await api.entities.counts()).toMatchObject({
      totalCount: 2,
      brandCount: 1,
      nodeOperatorCount: 1,
      groupedOperatorCount: 3,
    });
    expect((await api.operators.overview({ address: COPY })).entities).toEqual({
      brand: null,
      nodeOperator: null,
    });
  });

  test("are narrowed by kind, and found by the name of a partner", async () => {
    const names = async (asked: Parameters<typeof api.entities.list>[0]) =>
      (await api.entities.list(asked)).rows.map(({ name }) => name);
    expect(await names({ kind: "brand" })).toEqual(["ether.fi"]);
    expect(await names({ kind: "node-operator", q: "ETHER" })).toEqual(["P2P.org"]);
    expect(await names({ q: "nobody" })).toEqual([]);
  });

  test("list their operators with evidence, and say when one declares another name by now", async () => {
    const { rows } = await api.entities.operators({ slug: "ether-fi", sort: "name", dir: "desc" });
    expect(rows.map(({ address }) => address)).toEqual([ETHER_FI_2, ETHER_FI_12]);
    expect(rows).toMatchObject([
      { formerName: null, partner: { slug: "p2p-org", name: "P2P.org" } },
      { name: HOSTILE, formerName: "ether.fi-12", partner: null },
    ]);
    for (const { evidence } of rows) expect(evidence).toMatch(/^Its name is number \d+ of the series/);
  });

  test("narrow the list of operators, whichever kind they are", async () => {
    const addresses = async (entity: string) =>
      (await api.operators.list({ entity, status: "all" })).rows.map(({ address }) => address).sort();
    expect(await addresses("ether-fi")).toEqual([ETHER_FI_12, ETHER_FI_2].sort());
    expect(await addresses("p2p-org")).toEqual([ETHER_FI_2, P2P].sort());
    expect(await addresses("kiln")).toEqual([]);
    const { entities } = await api.operators.filters({ status: "all" });
    expect(entities).toEqual([
      { slug: "ether-fi", name: "ether.fi", operatorCount: 2 },
      { slug: "p2p-org", name: "P2P.org", operatorCount: 2 },
    ]);
  });

  test("stand on the page of their operators, in the search and in the map", async () => {
    expect((await api.operators.overview({ address: ETHER_FI_2 })).entities).toEqual({
      brand: { slug: "ether-fi", name: "ether.fi" },
      nodeOperator: { slug: "p2p-org", name: "P2P.org" },
    });
    expect(await api.search.query({ q: "p2p" })).toContainEqual(
      expect.objectContaining({ kind: "entity", address: "p2p-org", name: "P2P.org", operatorCount: 2 }),
    );
    expect(await api.search.addresses({ kind: "entities", part: 0 })).toEqual(["ether-fi", "p2p-org"]);
  });

  test("count as one in the concentration, and a copy counts as its own", async () => {
    const { operators, brands, nodeOperators, entityCount } = await api.network.concentration();
    expect([operators.stakedCount, brands.stakedCount, nodeOperators.stakedCount]).toEqual([4, 3, 3]);
    expect([operators.to50Count, brands.to50Count, nodeOperators.to50Count]).toEqual([2, 1, 2]);
    expect(brands.hhi).toBeCloseTo(0.5 ** 2 + 0.4 ** 2 + 0.1 ** 2, 10);
    expect(nodeOperators.hhi).toBeCloseTo(0.4 ** 2 + 0.4 ** 2 + 0.2 ** 2, 10);
    expect(entityCount).toBe(2);
  });

  test("count as one where operators are counted: of a strategy, and side by side", async () => {
    expect((await api.strategies.overview({ address: strategy })).entities).toEqual({
      operatorCount: 4,
      brandCount: 3,
      nodeOperatorCount: 3,
    });
    const compared = await pro.operators.compare({ operators: [ETHER_FI_2, P2P, COPY] });
    expect(compared.entityCounts).toEqual({ operatorCount: 3, brandCount: 3, nodeOperatorCount: 2 });
    expect(compared.entities).toContainEqual({
      address: P2P,
      entities: { brand: null, nodeOperator: { slug: "p2p-org", name: "P2P.org" } },
    });
  });

  test("that are not there are not found, and a slug is nothing else", async () => {
    for (const slug of ["kiln", "nobody"])
      await expect(api.entities.overview({ slug })).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const slug of ["ETHER-FI", "a/b", "", "x".repeat(61)])
      await expect(api.entities.operators({ slug })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
