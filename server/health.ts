import { LRUCache } from "lru-cache";
import { checkDrift } from "@/db/analytics/drift";
import { databaseSettings } from "@/db/postgres/env";
import { checkMigrations } from "@/db/user/migrations";
import { networkState } from "./current-network/network-state";
import { analyticsDatabase, userDatabase } from "./databases";
import { describeFailure } from "./failures/describe-failure";
import { log } from "./log";

const PATIENCE_MILLISECONDS = 3000;

/**
 * Schema questions are heavier than a ping and their answers change with a deployment, so they are kept a minute; what
 * is wrong only a moment, since migrations may be running.
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

/** What is wrong is for the log alone, which says it again only once it is something else. */
function logProblems(which: "drift" | "migrations", problems: string[]): void {
  const text = problems.join(" ");
  if (logged.get(which) !== text)
    log.warn({ problems }, which === "drift" ? "schema differs" : "migrations are missing");
  logged.set(which, text);
}

/**
 * Whether this instance can serve: both databases with the milliseconds of a round trip, the network that it holds,
 * the pipeline's newest block, its age in seconds and what of it is late, migrations and schema drift. `ready` needs both databases, a
 * network, every migration and no drift; what cannot be asked is `null`. Why a part is not well is for the log alone.
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
      /** Parts that are over a day behind the furthest. */
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

/** The same, asked of the databases at most once a second however many ask. */
export const recentReadiness = () => reports.forceFetch("now");

const database = (milliseconds: number | null) => ({
  answers: milliseconds !== null,
  milliseconds: milliseconds === null ? null : Math.round(milliseconds * 10) / 10,
});

/** The answer, or `null` when there is none in time: a database that is down is a finding here, not a failure. */
async function answer<T>(question: () => Promise<T>): Promise<NonNullable<T> | null> {
  try {
    return (await Promise.race([question(), late()])) ?? null;
  } catch (error) {
    log.warn(describeFailure(error), "health");
    return null;
  }
}

const late = () => new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MILLISECONDS).unref());
