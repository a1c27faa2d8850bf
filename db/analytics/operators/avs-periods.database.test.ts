import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operatorAvsRegistrationHistory } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { presentOfRows } from "../../testing/present";
import { insertAvs, insertCheckpoint, insertOperator } from "../../testing/rows";
import { listOperatorAvsPeriods } from "./avs-periods";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

describe("listOperatorAvsPeriods", () => {
  test("joins events to stretches of time, repeated ones once, the last one open", async () => {
    const { address } = await insertOperator(database.owner);
    const avs = await insertAvs(database.owner, { name: "EigenDA" });
    const events = [
      ["REGISTERED", "2025-01-01 00:00:00", 1],
      ["registered", "2025-01-01 00:00:00", 1],
      ["UNREGISTERED", "2025-03-01 00:00:00", 2],
      ["REGISTERED", "2025-06-01 00:00:00", 3],
    ] as const;
    for (const [status, statusChangedAt, statusChangedBlock] of events)
      await database.owner.insert(operatorAvsRegistrationHistory).values({
        operatorId: address,
        avsId: avs.address,
        status,
        statusChangedAt,
        statusChangedBlock,
      });
    const periods = await listOperatorAvsPeriods(database.db, address, await presentOfRows(database.owner));
    expect(periods.map(({ fromAt, untilAt }) => [fromAt.toISOString(), untilAt?.toISOString()])).toEqual([
      ["2025-01-01T00:00:00.000Z", "2025-03-01T00:00:00.000Z"],
      ["2025-06-01T00:00:00.000Z", undefined],
    ]);
    expect(periods[0]?.name).toBe("EigenDA");
  });
});
