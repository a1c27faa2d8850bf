import type { Feature, Tier } from "../tiers";

/** Every rate limit: how many calls in how many seconds, over all instances. Strict ones are counted exactly. */
const LIMITS = {
  visitor: { points: 100, seconds: 60 },
  free: { points: 300, seconds: 60 },
  /** All FREE accounts behind one network together. */
  freeNetwork: { points: 600, seconds: 60 },
  pro: { points: 1000, seconds: 60 },
  search: { points: 60, seconds: 60 },
  csv: { points: 5, seconds: 60, isStrict: true },
  logo: { points: 300, seconds: 60 },
  page: { points: 300, seconds: 60 },
  auth: { points: 200, seconds: 60 },
  image: { points: 30, seconds: 60 },
  siteMap: { points: 60, seconds: 60 },
  readiness: { points: 600, seconds: 60 },
  nonce: { points: 10, seconds: 60, isStrict: true },
  verify: { points: 10, seconds: 60, isStrict: true },
  /** Counted only where nonce and signature were right, so that nobody uses up the tries of another's wallet. */
  verifyWallet: { points: 5, seconds: 60, isStrict: true },
} as const satisfies Record<string, { points: number; seconds: number; isStrict?: true }>;
export type LimitName = keyof typeof LIMITS;

export const limitOf = (name: LimitName): { points: number; seconds: number; isStrict?: true } =>
  LIMITS[name];

/** Features with a limit of their own beside the general one. */
export const FEATURE_LIMITS: Partial<Record<Feature, LimitName>> = {
  entitySearch: "search",
  csvSample: "csv",
  signIn: "nonce",
};

/** Features that a page asks for by itself. They count against the limit of their route alone. */
export const COUNTED_BY_ROUTE: readonly Feature[] = ["logos"];

/** The general limit of each tier. */
export const TIER_LIMITS: Record<Tier, LimitName> = {
  VISITOR: "visitor",
  FREE: "free",
  PRO: "pro",
  ENTERPRISE: "pro",
};

/** A limit that is used up: the real limit, and when to come again. */
export type Exceeded = { limit: number; seconds: number; retryAfterSeconds: number };

export const sentenceOf = ({ limit, seconds, retryAfterSeconds }: Exceeded) =>
  `At most ${limit} calls in ${seconds} seconds. Try again in ${retryAfterSeconds} s.`;
