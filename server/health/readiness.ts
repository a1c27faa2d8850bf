import { LRUCache } from "lru-cache";
import { checkDrift } from "@/db/analytics/drift";
import { checkMigrations } from "@/db/user/migrations/state";
import { networkState } from "./current-network/network-state";
import { analyticsDatabase, userDatabase } from "./databases";
import { describeFailure } from "./failures/describe-failure";
import { log } from "./log";
import { databaseSettings } from "./settings/databases";

const PATIENCE_MILLISECONDS = 3000;

/**
 * Schema checks cost more than a ping and change only with a deployment, so their results are kept for a minute;
 * problems are kept for a moment only, since migrations may be running.
 */
const kept = new LRUCache<"drift" | "migrations", string[]>({
  max: 2,
  ttl: 60_000,
  fetchMethod: async (which, _, { options }) => {
    const { analyticsUrl = "", userUrl = "" } = databaseSettings();
    const problems =
      which === "drift" ? (await checkDrift(analyticsUrl)).problems : await checkMigrations(userUrl);
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
function logProblems(which: "drift" | "migrations", problems: string[]): void {
  const text = problems.join(" ");
  if (logged.get(which) !== text)
    log.warn({ problems }, which === "drift" ? "schema differs" : "migrations are missing");
  logged.set(which, text);
}

/**
 * Returns whether this instance can serve: for each database the milliseconds of a round trip, the network's run,
 * the newest block, its age in seconds and late parts, migrations and schema drift. `ready` needs both databases,
 * a network, every migration and no drift; `null` is not known. Reasons are only logged.
 */
export async function readiness(now = new Date()) {
  const [analytics, user, drift, migrations] = await Promise.all([
    answer(() => analyticsDatabase().ping()),
    answer(() => userDatabase().ping()),
    answer(() => kept.fetch("drift")),
    answer(() => kept.fetch("migrations")),
  ]);
  const { network, checkedAt } = networkState();
  const ready =
    analytics !== null &&
    user !== null &&
    network !== null &&
    drift?.length === 0 &&
    migrations?.length === 0;
  const secondsSince = (at: Date | undefined | null) =>
    at ? Math.round((now.getTime() - at.getTime()) / 1000) : null;
  return {
    status: ready ? "ready" : "degraded",
    analytics: database(analytics),
    user: database(user),
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

const database = (milliseconds: number | null) => ({
  answers: milliseconds !== null,
  milliseconds: milliseconds === null ? null : Math.round(milliseconds * 10) / 10,
});

/**
 * Returns the answer, or `null` if there is none in time: a database that is down is a result here, not a failure.
 */
async function answer<T>(question: () => Promise<T>): Promise<NonNullable<T> | null> {
  try {
    return (await Promise.race([question(), late()])) ?? null;
  } catch (error) {
    log.warn(describeFailure(error), "health");
    return null;
  }
}

const late = () => new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MILLISECONDS).unref());
