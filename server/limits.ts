import { TRPCError } from "@trpc/server";
import { makeBreaker } from "@/db/postgres/circuit-breaker";
import type { UserDb } from "@/db/user/client";
import { openCounter } from "@/db/user/rate-limits";
import { networkOf } from "./auth/client";
import type { Client, Viewer } from "./context";
import { userDatabase } from "./databases";
import { env } from "./env";
import type { Feature, Tier } from "./tiers";

/** What may be asked how often: `points` in so many `seconds`, counted over all instances. */
const LIMITS = {
  visitor: { points: 100, seconds: 60 },
  free: { points: 300, seconds: 60 },
  pro: { points: 1000, seconds: 60 },
  search: { points: 60, seconds: 60 },
  csv: { points: 5, seconds: 60 },
  logo: { points: 300, seconds: 60 },
  page: { points: 300, seconds: 60 },
  auth: { points: 200, seconds: 60 },
  image: { points: 30, seconds: 60 },
  siteMap: { points: 60, seconds: 60 },
  readiness: { points: 600, seconds: 60 },
  nonce: { points: 10, seconds: 60 },
  verify: { points: 10, seconds: 60 },
  verifyWallet: { points: 5, seconds: 60 },
} as const;
export type LimitName = keyof typeof LIMITS;

/** Features with a limit of their own beside the general one. */
const FEATURE_LIMITS: Partial<Record<Feature, LimitName>> = {
  entitySearch: "search",
  csvSample: "csv",
  logos: "logo",
  signIn: "nonce",
};
/** What a page brings along by itself: it counts against its own limit alone. */
const APART: readonly Feature[] = ["logos"];
/** What lets nobody pass while the counter is down; everything else may be read meanwhile. */
const STRICT: readonly LimitName[] = ["nonce", "verify", "verifyWallet"];
const LIMIT_OF: Record<Tier, LimitName> = {
  VISITOR: "visitor",
  FREE: "free",
  PRO: "pro",
  ENTERPRISE: "pro",
};

const pointsOf = (name: LimitName) => LIMITS[name].points * env.RATE_LIMIT_FACTOR;

/** A limit that is used up: the real limit, and when to come again. */
export type Exceeded = { limit: number; seconds: number; retryAfterSeconds: number };

export type Limiter = {
  /** Counts; the headers of the answer say how the limit stands. Throws when the counter of a strict limit is down. */
  spend: (
    name: LimitName,
    key: string,
    count?: number,
    answer?: Headers,
  ) => Promise<{ used: number; exceeded?: Exceeded }>;
};

/** The limits, counted in this database. */
export function makeLimiter(db: UserDb): Limiter {
  const counters = new Map<LimitName, ReturnType<typeof openCounter>>();
  const guard = makeBreaker(1000);
  const counterOf = (name: LimitName) => {
    const made = counters.get(name);
    if (made) return made;
    const limit = { name, points: pointsOf(name), seconds: LIMITS[name].seconds };
    // One counter clears up for all, and the first is one that this instance uses, whatever it is asked for.
    const clearsExpired = counters.size === 0;
    const counter = openCounter(db, limit, { countsAlone: !STRICT.includes(name), clearsExpired, guard });
    counters.set(name, counter);
    return counter;
  };
  return {
    spend: async (name, key, count = 1, answer) => {
      const { used, resetMilliseconds } = await counterOf(name)(key, count);
      const [limit, { seconds }] = [pointsOf(name), LIMITS[name]];
      const reset = Math.max(1, Math.ceil(resetMilliseconds / 1000));
      answer?.set("ratelimit-policy", `${limit};w=${seconds}`);
      answer?.set("ratelimit-limit", String(limit));
      answer?.set("ratelimit-remaining", String(Math.max(0, limit - used)));
      answer?.set("ratelimit-reset", String(reset));
      if (used <= limit) return { used };
      answer?.set("retry-after", String(reset));
      return { used, exceeded: { limit, seconds, retryAfterSeconds: reset } };
    },
  };
}

const kept = globalThis as typeof globalThis & { eigenwatchLimiter?: Limiter };

/** This process's limiter on the user database. */
export function limiter(): Limiter {
  kept.eigenwatchLimiter ??= makeLimiter(userDatabase().db);
  return kept.eigenwatchLimiter;
}

export const sentenceOf = ({ limit, seconds, retryAfterSeconds }: Exceeded) =>
  `At most ${limit} calls in ${seconds} seconds. Try again in ${retryAfterSeconds} s.`;

/** Counts the calls of one HTTP request, and refuses those that are too many. */
export type Allowance = (feature: Feature) => Promise<void>;

/**
 * The calls of a request are counted in one statement by account, or by network for a visitor; each call then knows
 * whether it was still within the limit. Throws TOO_MANY_REQUESTS, and SERVICE_UNAVAILABLE where a strict limit cannot
 * be counted.
 */
export function allowanceOf(
  { viewer, client, calls, answer }: { viewer: Viewer; client: Client; calls: number; answer: Headers },
  limits = limiter,
): Allowance {
  const network = networkOf(client.ip);
  const general = LIMIT_OF[viewer.tier];
  const key = viewer.account?.id ?? network;
  let counted: Promise<{ used: number; exceeded?: Exceeded }> | undefined;
  let asked = 0;
  return async (feature) => {
    if (!APART.includes(feature)) {
      asked += 1;
      const mine = asked;
      counted ??= limits().spend(general, key, calls, answer);
      const { used, exceeded } = await counted;
      if (exceeded && used - calls + mine > exceeded.limit) throw tooMany(exceeded);
    }
    const own = FEATURE_LIMITS[feature];
    if (!own) return;
    const by = own === "nonce" ? network : key;
    const spent = await limits()
      .spend(own, by, 1, answer)
      .catch(() => {
        throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "Please try again in a moment." });
      });
    if (spent.exceeded) throw tooMany(spent.exceeded);
  };
}

const tooMany = (exceeded: Exceeded) =>
  new TRPCError({ code: "TOO_MANY_REQUESTS", message: sentenceOf(exceeded) });
