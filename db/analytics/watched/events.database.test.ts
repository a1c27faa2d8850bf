import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as table from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { allocate, insertRegistrationEvent } from "../../testing/exposure";
import { presentOfRows } from "../../testing/present";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorStrategy,
  insertSlashing,
  insertStrategy,
} from "../../testing/rows";
import { insertCommissionChange, insertDelegatorEvent } from "../../testing/stake";
import { connectAnalytics } from "../client";
import { listWatchedEvents } from "./events";
import type { Entity } from "./past";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let operator: string;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner, { lastProcessedBlock: 25_000_000n });
  operator = (await insertOperator(database.owner, { name: "Watched" })).address;
});

const visit = new Date("2026-06-20T12:00:00Z");
const BEFORE = "2026-06-20 12:00:00";
const AFTER = "2026-06-20 12:00:01";
const watching = (entityId: string, entityType: Entity["entityType"] = "operator"): Entity[] => [
  { entityType, entityId },
];
type Changes = Parameters<typeof listWatchedEvents>[3];
const happened = async (entities = watching(operator), changes: Changes = []) =>
  listWatchedEvents(
    database.db,
    await presentOfRows(database.owner, 25_000_000),
    entities,
    changes,
    visit,
    100,
  );
const inShort = async (entities = watching(operator)) =>
  (await happened(entities)).rows.map(({ kind, type, isRisk }) => `${kind} ${type}${isRisk ? " !" : ""}`);

test("tells of an operator what happened after the visit and not before, without delegations", async () => {
  const { owner } = database;
  const avs = (await insertAvs(owner, { name: "Joined" })).address;
  for (const [at, block] of [
    [BEFORE, 1],
    [AFTER, 2],
  ] as const) {
    await insertRegistrationEvent(owner, operator, avs, { statusChangedAt: at, statusChangedBlock: block });
    await insertDelegatorEvent(owner, operator, `0x57${"0".repeat(38)}`, {
      eventTimestamp: at,
      eventBlock: block,
    });
    const metadataUri = "https://example.org/a.json";
    const transactionHash = `0x${String(block).repeat(64)}`;
    await owner
      .insert(table.operatorMetadataHistory)
      .values({ operatorId: operator, metadataUri, updatedAt: at, updatedAtBlock: block, transactionHash });
    await owner.insert(table.operatorDelegationApproverHistory).values({
      operatorId: operator,
      oldDelegationApprover: avs,
      newDelegationApprover: operator,
      changedAt: at,
      changedAtBlock: block,
      transactionHash,
    });
  }
  await insertRegistrationEvent(owner, operator, avs, {
    status: "unregistered",
    statusChangedAt: "2026-07-01 00:00:00",
    statusChangedBlock: 3,
  });
  await owner.insert(table.operatorRegistration).values({
    operatorId: operator,
    registeredAt: "2026-07-02 00:00:00",
    registrationBlock: 4,
    delegationApprover: operator,
    transactionHash: "0x",
  });
  expect((await inShort()).sort()).toEqual([
    "avs REGISTERED",
    "avs UNREGISTERED",
    "metadata UPDATED",
    "registration APPROVER_CHANGED",
  ]);
  expect((await happened()).rows[0]).toMatchObject({ operatorName: "Watched", avsName: "Joined" });
  expect(await inShort(watching(avs, "avs"))).toEqual([]);
});

test("marks a commission that rises, when it is announced and when it comes into force", async () => {
  const { owner } = database;
  await insertCommissionChange(owner, operator, {
    eventId: "low",
    changedAt: AFTER,
    oldBips: 1000,
    newBips: 900,
  });
  await insertCommissionChange(owner, operator, {
    eventId: "high",
    changedAt: "2026-06-18 00:00:00",
    activatedAt: "2026-06-25 00:00:00",
    oldBips: 900,
    newBips: 1000,
  });
  await insertCommissionChange(owner, operator, {
    eventId: "later",
    changedAt: "2026-06-19 00:00:00",
    activatedAt: "2026-07-06 00:00:00",
    oldBips: 900,
    newBips: 5000,
  });
  expect(await inShort()).toEqual(["commission IN_EFFECT !", "commission PI"]);
});

test("marks an allocation that rises, when announced and when in effect, or of which that is not known", async () => {
  const { owner } = database;
  const strategy = (await insertStrategy(owner)).address;
  await insertOperatorStrategy(owner, operator, strategy, { tvsUsd: "10" });
  const allocated = async (
    setNumber: number,
    row: { allocatedAt: string; effectBlock: number; magnitude?: string },
    judged: Pick<Changes[number], "effectAt" | "isRise"> | null,
  ): Promise<Changes> => {
    const avs = (await insertAvs(owner)).address;
    const operatorSet = await allocate(owner, operator, avs, strategy, { setNumber, ...row });
    return judged ? [{ operator, operatorSet, strategy, effectBlock: row.effectBlock, ...judged }] : [];
  };
  const [announced, later] = ["2026-06-18 00:00:00", "2026-06-21 00:00:00"];
  const at = (time: string) => new Date(`2026-${time}Z`);
  const changes = [
    await allocated(1, { allocatedAt: AFTER, effectBlock: 25_500_000 }, { effectAt: null, isRise: true }),
    await allocated(2, { allocatedAt: later, effectBlock: 25_500_000 }, { effectAt: null, isRise: false }),
    await allocated(
      3,
      { allocatedAt: announced, effectBlock: 24_999_000 },
      { effectAt: at("07-04T20:40:00"), isRise: true },
    ),
    await allocated(
      4,
      { allocatedAt: announced, effectBlock: 24_000_000 },
      { effectAt: at("06-19T00:00:00"), isRise: true },
    ),
    // An allocation that a slash wrote.
    await allocated(
      5,
      { allocatedAt: announced, effectBlock: 24_998_000 },
      { effectAt: null, isRise: false },
    ),
    await allocated(
      6,
      { allocatedAt: announced, effectBlock: 24_999_000 },
      { effectAt: at("07-04T20:00:00"), isRise: null },
    ),
    await allocated(7, { allocatedAt: later, effectBlock: 25_500_000, magnitude: "0" }, null),
  ].flat();
  const { rows } = await happened(watching(operator), changes);
  expect(
    rows.map(({ type, setNumber, isRisk, effectBlock }) => [type, setNumber, isRisk, effectBlock]),
  ).toEqual([
    ["IN_EFFECT", 3, true, null],
    ["IN_EFFECT", 6, true, null],
    ["ALLOCATED", 2, false, 25_500_000],
    ["DEALLOCATED", 7, false, 25_500_000],
    ["ALLOCATED", 1, true, 25_500_000],
  ]);
  expect(rows[0]?.at).toEqual(new Date("2026-07-04T20:40:00Z"));
});

test("tells nothing of the pipeline's own risk level", async () => {
  const { owner } = database;
  await insertOperatorAnalytics(owner, operator, { date: "2026-06-19", riskLevel: "LOW" });
  await insertOperatorAnalytics(owner, operator, { date: "2026-07-05", riskLevel: "CRITICAL" });
  expect(await happened(watching(operator))).toEqual({ rows: [], total: 0 });
});

test("tells of an AVS and a strategy their slashings, each once, and of the operator it was taken of", async () => {
  const { owner } = database;
  const other = (await insertOperator(owner, { name: "Other" })).address;
  const avs = (await insertAvs(owner)).address;
  const [strategy, untouched] = [
    (await insertStrategy(owner)).address,
    (await insertStrategy(owner)).address,
  ];
  const slash = async (who: string, operatorSetId: string, transactionHash: string) => {
    const row = { operatorSetId, slashedAt: AFTER, transactionHash };
    const incident = await insertSlashing(owner, who, row);
    await owner.insert(table.operatorSlashingAmounts).values({
      slashingIncidentId: incident?.id ?? 0,
      operatorId: who,
      strategyId: strategy,
      wadSlashed: "100000000000000000",
    });
  };
  for (const who of [operator, other, other]) await slash(who, `${avs}-0`, "0x01");
  await slash(other, `0xa0${"0".repeat(38)}-0`, "0x02");
  expect(await inShort(watching(operator))).toHaveLength(1);
  expect(await inShort(watching(avs, "avs"))).toHaveLength(2);
  expect(await inShort(watching(strategy, "strategy"))).toEqual(Array(3).fill("slashing SLASHED !"));
  expect(await inShort(watching(untouched, "strategy"))).toEqual([]);
  const all = [...watching(operator), ...watching(avs, "avs"), ...watching(strategy, "strategy")];
  expect((await happened(all)).rows).toHaveLength(3);
  expect((await happened(watching(avs, "avs"))).rows.map((row) => row.operatorName).sort()).toEqual([
    "Other",
    "Watched",
  ]);
});

test("puts slashings before whatever is newer, says how many there are, and asks one question", async () => {
  const { owner } = database;
  await insertSlashing(owner, operator, { slashedAt: AFTER });
  for (const [index, changedAt] of ["2026-06-22 00:00:00", "2026-06-23 00:00:00"].entries())
    await insertCommissionChange(owner, operator, {
      eventId: `e${index}`,
      changedAt,
      activatedAt: "2026-07-09 00:00:00",
    });
  const statements: string[] = [];
  const watched = connectAnalytics(database.readerUrl, {
    onQuery: (event) => statements.push(event.statement),
  });
  const { rows, total } = await listWatchedEvents(
    watched.db,
    await presentOfRows(database.owner, 25_000_000),
    watching(operator),
    [],
    visit,
    2,
  );
  expect(statements).toHaveLength(1);
  expect(total).toBe(3);
  expect(rows.map(({ kind, at }) => [kind, at.toISOString().slice(0, 10)])).toEqual([
    ["slashing", "2026-06-20"],
    ["commission", "2026-06-23"],
  ]);
  expect(await listWatchedEvents(watched.db, await presentOfRows(database.owner), [], [], visit, 2)).toEqual({
    rows: [],
    total: 0,
  });
  expect(statements).toHaveLength(1);
  await watched.close();
});
