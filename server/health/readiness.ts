import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import { checkDrift } from "@/db/analytics/drift";
import type { DatabaseState } from "@/db/postgres/database-state";
import { checkIndexes } from "@/db/user/indexes";
import { checkMigrations, isNeedsNewer } from "@/db/user/migrations/state";
import { sessions } from "../auth/viewer";
import { networkState } from "../current-network/network-state";
import { analyticsDatabase, userDatabase } from "../databases";
import { env } from "../env";
import { describeFailure } from "../failures/describe-failure";
import { limitStore } from "../limits/limit-store";
import { log } from "../log";
import { databaseSettings } from "../settings/databases";
import { type Asked, type Fault, faultsOfDatabase } from "./faults";
import { type AskedRedis, faultsOfRedis } from "./redis-faults";

const PATIENCE_MILLISECONDS = 3000;

/**
 * Schema checks cost more than a ping and change only with a deployment, so their results are kept for a minute;
 * problems are kept for a moment only, since migrations may be running.
 */
type Check = "drift" | "migrations" | "indexes";
const CHECKS: Record<Check, () => Promise<string[]>> = {
  drift: async () => (await checkDrift(databaseSettings().analyticsUrl ?? "")).problems,
  migrations: async () => await checkMigrations(databaseSettings().userUrl ?? ""),
  indexes: async () => await checkIndexes(databaseSettings().userUrl ?? ""),
};
const TOLD = {
  drift: "schema differs",
  migrations: "migrations are missing",
  indexes: "indexes are missing",
} as const;
const SENTENCES = {
  drift: "The schema of the analytics database is not that of this version.",
  migrations: "The migrations of the user database are not those of this version.",
  indexes: "The user database lacks a unique index.",
} as const;

/** Returns what differs in one sentence. Only that this version is too old is said in full. */
const sentenceOf = (which: Check, problems: string[]) => problems.find(isNeedsNewer) ?? SENTENCES[which];

const kept = new LRUCache<Check, string[]>({
  max: 3,
  ttl: 60_000,
  fetchMethod: async (which, _, { options }) => {
    const problems = await CHECKS[which]();
    if (problems.length === 0) logged.delete(which);
    else {
      options.ttl = 2000;
      logProblems(which, problems);
    }
    return problems;
  },
});

const logged = new Map<string, string>();

/** Logs problems, and again only when they change. They are not part of the answer. */
function logProblems(which: Check, problems: string[]): void {
  const text = problems.join(" ");
  if (logged.get(which) !== text) log.warn({ problems }, TOLD[which]);
  logged.set(which, text);
}

/** Shared by the bundles of pages and of routes. */
const shared = globalThis as typeof globalThis & { eigenwatchHealth?: Memory };
interface Memory {
  hasAnswered: { analytics: boolean; user: boolean };
  /** Since when the user database has answered while the listener was deaf; `null` if it is not so. */
  deafSince: number | null;
}
shared.eigenwatchHealth ??= { hasAnswered: { analytics: false, user: false }, deafSince: null };
const memory = shared.eigenwatchHealth;

/** A listener needs a moment after a start or an outage. */
const DEAF_MILLISECONDS = 5000;

function faultsOfListener(user: Asked, now: Date): Fault[] {
  // Nobody can listen on a standby.
  if ("error" in user || user.state.isStandby || sessions().hears()) {
    memory.deafSince = null;
    return [];
  }
  memory.deafSince ??= now.getTime();
  if (now.getTime() - memory.deafSince < DEAF_MILLISECONDS) return [];
  return [{ sentence: "This instance does not hear changes of accounts.", isOurs: true }];
}

/**
 * Returns whether this instance can serve, and each part that is not well in a sentence. `unready` means that this
 * instance alone is wrong: its URLs, roles, version or listener, or that it has no figures yet. A fault that all
 * instances share is `degraded`. Beside it: round trips, replicas, the network's run, newest block, age in seconds
 * and late parts; `null` is not known. Other reasons are only logged.
 */
export async function readiness(now = new Date()) {
  const [analytics, user, redis, drift, migrations, indexes] = await Promise.all([
    ask("analytics", () => analyticsDatabase().state()),
    ask("user", () => userDatabase().state()),
    askRedis(),
    answer(() => kept.fetch("drift")),
    answer(() => kept.fetch("migrations")),
    answer(() => kept.fetch("indexes")),
  ]);
  const { network, checkedAt, behindSince } = networkState();
  const differs = { drift, migrations, indexes };
  const faults: Fault[] = [
    ...faultsOfDatabase({ name: "analytics", asked: analytics, hasAnswered: memory.hasAnswered.analytics }),
    ...faultsOfDatabase({ name: "user", asked: user, hasAnswered: memory.hasAnswered.user }),
    ...faultsOfListener(user, now),
    ...faultsOfRedis(redis),
    ...(behindSince
      ? [{ sentence: "The analytics database answers with older data than is shown.", isOurs: false }]
      : []),
    ...(network ? [] : [{ sentence: "This instance has read no figures yet.", isOurs: true }]),
    ...(Object.keys(CHECKS) as Check[]).flatMap((which) => {
      const problems = differs[which];
      return problems?.length ? [{ sentence: sentenceOf(which, problems), isOurs: true }] : [];
    }),
  ];
  const secondsSince = (at: Date | undefined | null) =>
    at ? Math.round((now.getTime() - at.getTime()) / 1000) : null;
  return {
    status: faults.some(({ isOurs }) => isOurs) ? "unready" : faults.length > 0 ? "degraded" : "ready",
    /** The parts that are not well. */
    faults: faults.map(({ sentence }) => sentence),
    analytics: database(analytics),
    user: database(user),
    /** `null` where limits are counted in the user database. */
    redis:
      redis &&
      ("error" in redis
        ? { answers: false, milliseconds: null }
        : { answers: true, milliseconds: rounded(redis.state.milliseconds) }),
    pipeline: {
      block: network?.clocks.blockNow ?? null,
      ageSeconds: secondsSince(network?.clocks.dataAt),
      /** Parts that are more than a day behind the newest one. */
      lateParts: network?.clocks.lateParts ?? [],
    },
    network: {
      isBuilt: network !== null,
      readSecondsAgo: secondsSince(network?.readAt),
      checkedSecondsAgo: secondsSince(checkedAt),
      /** For how long the database has answered with older data than is shown. */
      behindForSeconds: secondsSince(behindSince),
    },
    migrations: { applied: migrations === null ? null : migrations.length === 0 },
    schema: { matches: drift === null ? null : drift.length === 0 },
  } as const;
}

const reports = new LRUCache<"now", Awaited<ReturnType<typeof readiness>>>({
  max: 1,
  ttl: 1000,
  fetchMethod: () => readiness(),
});

/** Returns the readiness, checked at most once a second however many requests ask for it. */
export const recentReadiness = () => reports.forceFetch("now");

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);

function database(asked: Asked) {
  if ("error" in asked) return { answers: false, milliseconds: null, standby: null };
  const { milliseconds, isStandby, replayedSecondsAgo, isReplayPaused, isCaughtUp } = asked.state;
  const standby = isStandby
    ? { replayedSecondsAgo: rounded(replayedSecondsAgo), isReplayPaused, isCaughtUp }
    : null;
  return { answers: true, milliseconds: rounded(milliseconds), standby };
}

/** Returns a database's state, or its error: a database that is down is a result here, not a failure. */
async function ask(name: "analytics" | "user", state: () => Promise<DatabaseState>): Promise<Asked> {
  try {
    const found = await pTimeout(state(), { milliseconds: PATIENCE_MILLISECONDS });
    memory.hasAnswered[name] = true;
    return { state: found };
  } catch (error) {
    log.warn(describeFailure(error), "health");
    return { error };
  }
}

/** Returns the state of Redis or its error, or `null` where limits are counted in the user database. */
async function askRedis(): Promise<AskedRedis | null> {
  const state = env.REDIS_URL ? limitStore().state : undefined;
  if (!state) return null;
  // Its loss is logged once, where limits are shared.
  return await state().then(
    (found) => ({ state: found }),
    (error: unknown) => ({ error }),
  );
}

/** Returns the answer, or `null` if there is none in time. */
async function answer<T>(question: () => Promise<T>): Promise<NonNullable<T> | null> {
  try {
    return (await Promise.race([question(), late()])) ?? null;
  } catch (error) {
    log.warn(describeFailure(error), "health");
    return null;
  }
}

const late = () => new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MILLISECONDS).unref());
