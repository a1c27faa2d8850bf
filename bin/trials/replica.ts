import { readFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { cachedPerRun } from "@/db/analytics/cached-per-run";
import { connectAnalytics } from "@/db/analytics/client";
import { readFacts } from "@/db/analytics/facts/facts";
import { blockOfRun, readRun, readRunAndTables } from "@/db/analytics/run";
import { isUnreachable } from "@/db/postgres/connection-errors";
import { operators } from "@/drizzle/analytics/schema";
import { keepNetwork } from "@/server/current-network/keeper";
import type { NetworkState } from "@/server/current-network/network-state";
import { lacksPostgres15, startDebianPostgres } from "./debian";
import { hold, type Trial } from "./trial";

const PAGES = 50;
const INSTANCES = 4;
const question = cachedPerRun("trial", (db, id: string) =>
  db.select().from(operators).where(eq(operators.id, id)),
);

/** A streaming replica whose replay is paused, and a balancer that gives each connection either server. */
export const replica: Trial = {
  says: "A primary and a replica that replays nothing, behind one address: 50 pages, and a recovery conflict.",
  lacks: lacksPostgres15,
  run: async (log) => {
    const primary = await startDebianPostgres({ settings: { hot_standby: "on" } });
    const standby = await startDebianPostgres({
      primary,
      settings: { max_standby_streaming_delay: "200ms" },
    });
    const admin = postgres(primary.url("postgres"), { max: 1, onnotice: () => {} });
    const onStandby = postgres(standby.url("postgres"), { max: 1, onnotice: () => {} });
    const balancer = await balance([primary.url("postgres"), standby.url("postgres")]);
    try {
      await admin.unsafe(await readFile("db/demo/contract.sql", "utf8"));
      await admin`insert into operators (id, address) values ('0xa', '0xa')`;
      await run(admin, 100);
      await until(
        async () => (await onStandby`select 1 from pipeline_checkpoints`.catch(() => [])).length === 1,
      );
      await onStandby`select pg_wal_replay_pause()`;
      await run(admin, 200);
      // Each with a pool of its own, whose first connections lead anywhere.
      for (let instance = 1; instance <= INSTANCES; instance++) await showPages(balancer.url, log);
      await conflict(standby.url("postgres"), admin, onStandby, log);
    } finally {
      await Promise.all([admin.end({ timeout: 1 }), onStandby.end({ timeout: 1 })]);
      balancer.close();
      await standby.stop();
      await primary.stop();
    }
  },
};

/** Writes the next run of the pipeline. */
const run = async (admin: postgres.Sql, block: number) =>
  await admin`insert into pipeline_checkpoints (pipeline_name, last_processed_at, last_processed_block)
    values ('analytics', now(), ${block})
    on conflict (pipeline_name) do update set last_processed_at = now(), last_processed_block = ${block}`;

async function showPages(url: string, log: (line: string) => void) {
  // The trial's roles are superusers, which only read here.
  const connection = connectAnalytics(url, { max: 2, allowWritable: true });
  const state: NetworkState = {
    network: null,
    checkedAt: null,
    behindSince: null,
    lookNow: null,
    stop: null,
  };
  const look = keepNetwork(
    state,
    {
      run: () => connection.snapshot(readRunAndTables),
      facts: () =>
        connection.snapshot(async (db) => ({
          run: await readRun(db),
          facts: await readFacts(db, new Date()),
        })),
      chain: () => null,
    },
    { now: () => new Date(), onProblem: () => {} },
  );
  const blocks: number[] = [];
  const counts = { behind: 0, refused: 0, answered: 0, newer: 0 };
  for (let page = 0; page < PAGES; page++) {
    await look();
    if (state.behindSince) counts.behind++;
    const { network } = state;
    if (!network) continue;
    blocks.push(blockOfRun(network.run) ?? 0);
    // A copy of the network has no cached answers.
    const reader = {
      db: connection.db,
      network: { run: network.run },
      onOtherRun: () => void counts.newer++,
    };
    await question(reader, "0xa").then(
      () => counts.answered++,
      () => counts.refused++,
    );
  }
  await connection.close();
  hold(
    blocks.every((block, page) => block >= (blocks[page - 1] ?? 0)),
    "no page shows an older block than the one before",
  );
  hold(blocks.at(-1) === 200 && counts.behind > 0, "both servers answered, and the newest block stands");
  log(
    `${blocks.length} pages: block ${blocks[0]} to ${blocks.at(-1)}, never back; ${counts.behind} looks met the older server`,
  );
  log(
    `queries by key: ${counts.answered} answered (${counts.newer} from a newer run), ${counts.refused} refused as older, 0 from an older run`,
  );
}

async function conflict(
  url: string,
  admin: postgres.Sql,
  onStandby: postgres.Sql,
  log: (line: string) => void,
) {
  const connection = connectAnalytics(url, { max: 1, allowWritable: true });
  const { isStandby, isReplayPaused, replayedSecondsAgo, isCaughtUp } = await connection.state();
  hold(
    isStandby && isReplayPaused && !isCaughtUp,
    "the replica says that it is one, and that it replays nothing",
  );
  log(`the replica is ${replayedSecondsAgo?.toFixed(1)} s behind, and says that its replay is paused`);
  await onStandby`select pg_wal_replay_resume()`;
  const reader = postgres(url, { max: 1 });
  const reading = reader`select pg_sleep(20) from operators`.then(
    () => undefined,
    (error: Error & { code?: string }) => error,
  );
  await until(
    async () =>
      (
        await onStandby`select 1 from pg_stat_activity where query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`
      ).length === 1,
  );
  await admin`alter table operators add column trial int`;
  const error = await reading;
  await reader.end({ timeout: 1 });
  await connection.close();
  hold(error !== undefined && isUnreachable(error), "a recovery conflict is answered with 503, not 500");
  log(`a recovery conflict has the code ${error?.code} (${error?.message}), which is 503`);
}

async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) await setTimeout(50);
}

/** Listens on a port of this machine, and gives each new connection any of these servers. */
async function balance(urls: string[]) {
  const server = createServer((client) => {
    const upstream = connect(
      Number(new URL(urls[Math.floor(Math.random() * urls.length)] ?? "").port),
      "127.0.0.1",
    );
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on("error", () => {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = new URL(urls[0] ?? "");
  if (address && typeof address === "object") url.port = String(address.port);
  return { url: url.toString(), close: () => void server.close() };
}
