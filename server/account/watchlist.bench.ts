import { afterAll, bench, describe, inject } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { insertAccount, setVisit } from "@/db/testing/accounts";
import { type Joined, joinInOneDatabase } from "@/db/testing/joined-watchlist";
import { connectUser } from "@/db/user/client";
import { deleteAccount } from "@/db/user/export";
import { userWatchlist } from "@/db/user/schema";
import { log } from "../log";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const [ROUNDS, VISITED_AT] = [60, new Date("2026-06-25T12:00:00Z")];
log.level = "silent";
const [analytics, accounts] = [connectAnalytics(inject("demoReaderUrl")), connectUser(inject("demoUserUrl"))];
const one = await joinInOneDatabase(inject("demoUrl"));
const made: string[] = [];
afterAll(async () => {
  for (const id of made) await deleteAccount(accounts.db, id);
  await one.remove();
  await Promise.all([analytics.close(), accounts.close()]);
});

const network = await networkOf(analytics.db);
const callerOf = createCallerFactory(appRouter);
const everything = [
  ...[...network.operators.keys()].map((entityId) => ({ entityType: "operator" as const, entityId })),
  ...[...network.avs.keys()].map((entityId) => ({ entityType: "avs" as const, entityId })),
  ...[...network.strategies.keys()].map((entityId) => ({ entityType: "strategy" as const, entityId })),
];

/** Makes an account that watches so many entities, the largest operators among them, in both installations. */
async function watching(size: number) {
  const { id } = await insertAccount(accounts.db, { tier: "PRO" });
  made.push(id);
  await setVisit(accounts.db, id, VISITED_AT);
  const step = everything.length / size;
  const chosen = Array.from({ length: size }, (_, index) => everything[Math.floor(index * step)]);
  const rows = chosen.flatMap((entity) => (entity ? [{ userId: id, ...entity }] : []));
  await accounts.db.insert(userWatchlist).values(rows);
  await one.add(id, VISITED_AT, rows);
  const databases = { analytics: analytics.db, user: accounts.db, network };
  const caller = callerOf(contextFor("PRO", databases, { id, tier: "PRO" })).account;
  let visits = 0;
  return {
    joined: () => one.join(id),
    /** Another visit is another question, of which no answer is kept yet. */
    visitAgain: () => setVisit(accounts.db, id, new Date(VISITED_AT.getTime() + ++visits)),
    list: () => caller.watchlist.list(),
  };
}

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

/** Prints the medians of the three ways, which take turns, so that a busy machine slows each of them. */
async function compare(size: number, { joined, visitAgain, list }: Awaited<ReturnType<typeof watching>>) {
  assertSame(await joined(), (await list()).items);
  const times: [joined: number[], first: number[], again: number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    await visitAgain();
    for (const [way, work] of [joined, list, list].entries()) {
      const began = performance.now();
      await work();
      times[way]?.push(performance.now() - began);
    }
  }
  const hundredths = (of: number) => Math.round(of * 100) / 100;
  const [inOne = 0, first = 0, again = 0] = times.map(median);
  const ratio = (of: number) => `${hundredths(of)} ms (${hundredths(of / inOne)} of it)`;
  console.log(
    `A watchlist of ${size}, medians of ${ROUNDS}: joined in one database ${hundredths(inOne)} ms; ` +
      `across two, first in a run ${ratio(first)}, again ${ratio(again)}.`,
  );
}

/** Throws if the two lists do not hold the same. */
function assertSame(joined: Joined[], items: { entityType: string; entityId: string }[]) {
  const here = items.map(({ entityType, entityId }) => `${entityType} ${entityId}`).sort();
  const there = joined.map((row) => `${row.entity_type} ${row.entity_id}`).sort();
  if (here.join() !== there.join()) throw new Error("The watchlist differs from the join in one database.");
}

for (const size of [10, 100, everything.length]) {
  const ways = await watching(size);
  await compare(size, ways);
  describe(`a watchlist of ${size}`, () => {
    bench("joined in one database", async () => void (await ways.joined()));
    bench("across two databases, again in that run", async () => void (await ways.list()));
  });
}
