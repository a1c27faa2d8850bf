import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readFacts } from "@/db/analytics/facts/facts";
import { readRun } from "@/db/analytics/run";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint, insertNetworkDay, insertOperator, insertOperatorDay } from "@/db/testing/rows";
import type { ChainFacts } from "../network/chain-facts";
import { keepNetwork } from "./keeper";
import type { NetworkState } from "./network-state";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

/** Returns a pipeline whose run a test can change, and the keeper of its network. */
function keep() {
  const state: NetworkState = {
    network: null,
    checkedAt: null,
    behindSince: null,
    lookNow: null,
    stop: null,
  };
  const pipeline = {
    run: "first",
    /** The run of the facts, where another replica answers for them. */
    factsRun: undefined as string | undefined,
    missingTables: [] as string[],
    chain: null as ChainFacts | null,
    down: null as Error | null,
    broken: null as Error | null,
  };
  const clock = { now: new Date("2026-07-05T00:00:00Z") };
  const problems: string[] = [];
  let readCount = 0;
  const look = keepNetwork(
    state,
    {
      run: async () => {
        if (pipeline.down) throw pipeline.down;
        const { run, missingTables } = pipeline;
        return { run, missingTables };
      },
      facts: async () => {
        readCount++;
        if (pipeline.broken) throw pipeline.broken;
        const facts = await readFacts(database.db, clock.now);
        return {
          run: pipeline.factsRun ?? pipeline.run,
          facts: { ...facts, missingTables: pipeline.missingTables },
        };
      },
      chain: () => pipeline.chain,
    },
    { now: () => clock.now, onProblem: ({ error }) => problems.push(error) },
  );
  const wait = (seconds: number) => {
    clock.now = new Date(clock.now.getTime() + seconds * 1000);
  };
  return { state, pipeline, look, wait, problems, reads: () => readCount };
}

test("builds the first network, and another only for another run", async () => {
  const { state, pipeline, look, reads } = keep();
  await look();
  const first = state.network;
  expect(first?.run).toBe("first");
  await look();
  expect(state.network).toBe(first);
  expect(reads()).toBe(1);
  pipeline.run = "second";
  await look();
  expect(state.network?.run).toBe("second");
  expect(first?.run).toBe("first");
});

test("builds another for the same run once a table that was missing is there", async () => {
  const { state, pipeline, look, reads } = keep();
  pipeline.missingTables = ["token_metadata", "operators"];
  await look();
  pipeline.missingTables = ["operators", "token_metadata"];
  await look();
  expect(reads()).toBe(1);
  pipeline.missingTables = ["operators"];
  await look();
  expect(state.network?.source.missingTables).toEqual(["operators"]);
});

test("builds another for the same run once the chain has answered, and keeps its answers in the next", async () => {
  const { state, pipeline, look, reads } = keep();
  await look();
  expect(state.network?.chain).toBeNull();
  pipeline.chain = {
    chainId: 1,
    readAtBlock: 25_400_000,
    readAt: new Date("2026-06-25T00:00:00Z"),
    delays: new Map(),
    sets: new Map(),
    memberships: new Map(),
    setCounts: new Map(),
  };
  await look();
  await look();
  expect([state.network?.chain, reads()]).toEqual([pipeline.chain, 2]);
  pipeline.run = "second";
  await look();
  expect([state.network?.run, state.network?.chain]).toEqual(["second", pipeline.chain]);
});

test("builds once however many ask at the same time", async () => {
  const { look, reads } = keep();
  await Promise.all([look(), look(), look()]);
  expect(reads()).toBe(1);
});

test("keeps the last network while the database is away, and says so once", async () => {
  const { state, pipeline, look, wait, problems } = keep();
  await look();
  const [last, checkedAt] = [state.network, state.checkedAt];
  pipeline.down = new Error("The database is gone.");
  for (let round = 0; round < 3; round++) {
    wait(10);
    await look();
  }
  expect(state.network).toBe(last);
  expect(state.checkedAt).toBe(checkedAt);
  expect(problems).toEqual(["Error"]);
  pipeline.down = null;
  pipeline.run = "second";
  await look();
  expect(state.network?.run).toBe("second");
});

test("keeps the last network when a run cannot be built, and tries that run again after a minute", async () => {
  const { state, pipeline, look, wait, problems, reads } = keep();
  await look();
  Object.assign(pipeline, { run: "second", broken: new Error("A table is half written.") });
  await look();
  await look();
  expect(state.network?.run).toBe("first");
  expect(reads()).toBe(2);
  expect(problems).toEqual(["Error"]);
  pipeline.broken = null;
  wait(59);
  await look();
  expect(state.network?.run).toBe("first");
  wait(1);
  await look();
  expect(state.network?.run).toBe("second");
});

test("a run is every checkpoint, and the newest day and block of the snapshots", async () => {
  const { db, owner, sql } = database;
  const runs = [await readRun(db)];
  const step = async (change: () => PromiseLike<unknown>) => {
    await change();
    runs.push(await readRun(db));
  };
  const { address } = await insertOperator(owner);
  await step(() => insertCheckpoint(owner));
  await step(
    () => sql`update pipeline_checkpoints set last_processed_at = last_processed_at + interval '1 second'`,
  );
  await step(() => sql`update pipeline_checkpoints set last_processed_block = last_processed_block + 1`);
  await step(() =>
    insertOperatorDay(owner, address, { snapshotDate: "2026-07-04", snapshotBlock: 25_400_000 }),
  );
  await step(() =>
    insertOperatorDay(owner, address, { snapshotDate: "2026-07-05", snapshotBlock: 25_400_000 }),
  );
  await step(() => sql`update operator_daily_snapshots set snapshot_block = snapshot_block + 1`);
  await step(() => insertNetworkDay(owner));
  expect(new Set(runs).size).toBe(8);
  expect(await readRun(db)).toBe(runs.at(-1));
  await sql`update operator_daily_snapshots set total_tvs = 7`;
  expect(await readRun(db)).toBe(runs.at(-1));
});

test("is one place for bundles that were loaded apart", async () => {
  const one = await import("./network-state");
  vi.resetModules();
  const other = await import("./network-state");
  expect(other.networkState).not.toBe(one.networkState);
  expect(other.networkState()).toBe(one.networkState());
});

/** Returns the name of a run whose checkpoint and day have this block. */
const runAt = (block: number, at = "2026-07-05T00:00:00") =>
  JSON.stringify([[[block, "analytics", at]], [block, "2026-07-05"], null]);

test("never goes back behind the newest run it has shown, also if only the facts are of an older one", async () => {
  const { state, pipeline, look, reads } = keep();
  pipeline.run = runAt(200);
  await look();
  const newest = state.network;
  for (const older of [runAt(100), runAt(200, "2026-07-04T00:00:00")]) {
    pipeline.run = older;
    await look();
    expect(state.network).toBe(newest);
    expect(state.behindSince).not.toBeNull();
  }
  expect(reads()).toBe(1);
  pipeline.run = runAt(300);
  for (const older of [100, 200]) {
    pipeline.factsRun = runAt(older);
    await look();
    expect(state.network).toBe(newest);
  }
  pipeline.factsRun = undefined;
  await look();
  expect([state.network?.run, state.behindSince]).toEqual([runAt(300), null]);
});
