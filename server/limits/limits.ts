import type { Feature, Tier } from "../trpc/tiers";

/** At most this many points in this many seconds, counted from the first one, over all instances. */
export type Limit = {
  points: number;
  seconds: number;
  /** Exact limits are counted in the store before a call passes; others in memory, shared every second. */
  isExact?: true;
  /** Refuses all calls while the store cannot be asked. Otherwise each instance then counts on its own. */
  isClosedWhenDown?: true;
};

const SIGN_IN = { isExact: true, isClosedWhenDown: true } as const;
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** Every rate limit of EigenWatch. A network is an IPv4 address or an IPv6 /64. */
const LIMITS = {
  /** Procedure calls: by network for a visitor, by account for others, and by network for all FREE accounts in it. */
  visitor: { points: 100, seconds: MINUTE },
  free: { points: 300, seconds: MINUTE },
  freeNetwork: { points: 600, seconds: MINUTE },
  pro: { points: 1000, seconds: MINUTE },
  /** Searches, on a page or by a call, which also counts as a call. */
  search: { points: 60, seconds: MINUTE },
  freeNetworkSearch: { points: 120, seconds: MINUTE },
  /** Downloads, which also count as calls. */
  csv: { points: 5, seconds: MINUTE, isExact: true },
  freeNetworkCsv: { points: 10, seconds: MINUTE, isExact: true },
  /** Requests by network, for everybody. A page is any path that is none of the others. */
  page: { points: 300, seconds: MINUTE },
  logo: { points: 300, seconds: MINUTE },
  image: { points: 30, seconds: MINUTE },
  siteMap: { points: 60, seconds: MINUTE },
  readiness: { points: 600, seconds: MINUTE },
  metrics: { points: 120, seconds: MINUTE },
  auth: { points: 200, seconds: MINUTE },
  /** Sign-ins: nonces and attempts by network; valid signatures by wallet and network. */
  nonce: { points: 10, seconds: MINUTE, ...SIGN_IN },
  verify: { points: 10, seconds: MINUTE, ...SIGN_IN },
  verifyWallet: { points: 5, seconds: MINUTE, ...SIGN_IN },
  /**
   * Requests for mailed codes and their entry, by account. The mails are limited in db/user/email-codes.ts, which
   * survives a crash.
   */
  codeRequest: { points: 10, seconds: HOUR, ...SIGN_IN },
  guess: { points: 30, seconds: DAY, ...SIGN_IN },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

/**
 * The limits that admins may set, and the least and most points of each. The others protect sign-in, or what is behind
 * this site, and stay as they are.
 */
export const SETTABLE_LIMITS = {
  visitor: [20, 10_000],
  free: [60, 10_000],
  freeNetwork: [60, 20_000],
  pro: [200, 50_000],
  search: [10, 2000],
  freeNetworkSearch: [10, 4000],
  csv: [1, 100],
  freeNetworkCsv: [1, 200],
  page: [60, 10_000],
} as const satisfies Partial<Record<LimitName, readonly [number, number]>>;
export type SettableLimit = keyof typeof SETTABLE_LIMITS;

/** Returns a limit, with the points that an admin set, if any. */
export function limitOf(name: LimitName, set: Partial<Record<LimitName, number>> = {}): Limit {
  const limit: Limit = LIMITS[name];
  return { ...limit, points: set[name] ?? limit.points };
}

/** The limit of all calls, by tier. */
export const TIER_LIMITS: Record<Tier, LimitName> = {
  VISITOR: "visitor",
  FREE: "free",
  PRO: "pro",
  ENTERPRISE: "pro",
};

/** Features with a limit of their own besides that of all calls. */
export const FEATURE_LIMITS: Partial<Record<Feature, LimitName>> = {
  entitySearch: "search",
  csvSample: "csv",
  signIn: "nonce",
};

/** Limits that all FREE accounts of one network share, since anybody can create more accounts for free. */
export const FREE_NETWORK_LIMITS: Partial<Record<LimitName, LimitName>> = {
  free: "freeNetwork",
  search: "freeNetworkSearch",
  csv: "freeNetworkCsv",
};

/** A limit that is used up: the limit, and when to try again. */
export type Exceeded = { limit: number; seconds: number; retryAfterSeconds: number };

export const sentenceOf = ({ limit, seconds, retryAfterSeconds }: Exceeded) =>
  `At most ${limit} calls in ${seconds} seconds. Try again in ${retryAfterSeconds} s.`;
