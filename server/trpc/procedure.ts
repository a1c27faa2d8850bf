import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import type { ReaderByKey } from "@/db/analytics/cached-per-run";
import { RunChangedError } from "@/db/analytics/seen-run";
import { isUnreachable } from "@/db/postgres/connection-errors";
import { runUntil } from "@/db/postgres/deadline";
import { requireRecentAuth } from "../auth/recent-auth";
import { ADMIN_AUTH_MINUTES } from "../auth/statements";
import { networkState } from "../current-network/network-state";
import { tellImplausible } from "../current-network/tell-implausible";
import { describeFailure } from "../failures/describe-failure";
import { transformer } from "../http/transformer";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import type { Network } from "../network/network";
import type { Context } from "./context";
import { Refusal } from "./refusal";
import { type AnyFeature, isStaff, mayAdminister, STAFF_FEATURES, type StaffFeature } from "./staff";
import {
  type AccountFeature,
  type AnalyticsFeature,
  FEATURES,
  type Feature,
  isAccountFeature,
  isMemberFeature,
  type MemberFeature,
  mayUseFor,
  type Price,
} from "./tiers";

const KNOWN = new Set([
  "UNAUTHORIZED",
  "FORBIDDEN",
  "NOT_FOUND",
  "BAD_REQUEST",
  "TOO_MANY_REQUESTS",
  "SERVICE_UNAVAILABLE",
]);

const t = initTRPC
  .context<Context>()
  .meta<{ feature: AnyFeature }>()
  .create({
    transformer,
    isDev: false,
    /** Only expected messages reach the browser; any other error is a bug whose message may contain SQL. */
    errorFormatter({ shape, error }) {
      const { stack: _, ...known } = shape.data;
      const data = { ...known, refusal: error.cause instanceof Refusal ? error.cause.told : undefined };
      return { ...shape, message: sentenceOf(error), data };
    },
  });

/** A list may have an error in every item; the first few are enough. */
const MOST_ISSUES = 5;

function sentenceOf({ code, message, cause }: TRPCError): string {
  if (cause instanceof ZodError) return z.prettifyError(new ZodError(cause.issues.slice(0, MOST_ISSUES)));
  if (code === "BAD_REQUEST" && cause instanceof Error && !(cause instanceof Refusal))
    return "This call could not be read. Its input must be JSON.";
  if (/^(No procedure found|Unsupported \w+-request)/.test(message)) return NO_SUCH_CALL;
  if (code === "UNSUPPORTED_MEDIA_TYPE") return "Send this call with the content type application/json.";
  return KNOWN.has(code) ? message : "Something went wrong";
}
const NO_SUCH_CALL =
  "EigenWatch has no such call. If it was updated since this page was opened, load the page again.";

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Logs one line per procedure: its path, its duration and its failure. */
const logged = t.middleware(async ({ path, type, ctx, next }) => {
  const startedAt = performance.now();
  const result = await runUntil(ctx.deadline, () => next());
  const line = {
    requestId: ctx.requestId,
    accountId: ctx.viewer.account?.id,
    procedure: path,
    type,
    milliseconds: Math.round(performance.now() - startedAt),
  };
  const outcome = result.ok ? "ok" : KNOWN.has(result.error.code) ? "refused" : "failed";
  metrics().procedures.observe({ procedure: path }, (performance.now() - startedAt) / 1000);
  metrics().calls.inc({ procedure: path, outcome });
  if (result.ok) log.debug(line, "procedure");
  else if (KNOWN.has(result.error.code)) log.info({ ...line, code: result.error.code }, "procedure refused");
  else log.error({ ...line, code: result.error.code, ...describeFailure(result.error) }, "procedure failed");
  if (!result.ok && result.error.cause instanceof RunChangedError) throw tryAgain(result.error.cause.message);
  if (!result.ok && isUnreachable(result.error)) throw tryAgain();
  return result;
});

const tryAgain = (message = "Please try again in a moment.") =>
  new TRPCError({ code: "SERVICE_UNAVAILABLE", message });

/** Refuses an answer that is too large to serialise quickly, before it is serialised. */
const sized = t.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok && ctx.answerBudget?.take(result.data) === false)
    throw new TRPCError({ code: "BAD_REQUEST", message: TOO_MUCH });
  return result;
});
const TOO_MUCH =
  "This is too much for one answer. Ask for fewer rows, for a shorter time, or in several requests.";

/** Returns the address that a call is about, not yet validated by the procedure's own schema. */
const subjectOf = (input: unknown) =>
  typeof input === "object" && input !== null && "address" in input && typeof input.address === "string"
    ? input.address
    : undefined;

const priced = (feature: Feature) =>
  t.procedure
    .meta({ feature })
    .use(logged)
    .use(sized)
    .use(async ({ ctx, getRawInput, next }) => {
      await ctx.allow?.(feature);
      const { tier, own } = FEATURES[feature] as Price;
      // Input is read for every procedure, even those without one, so that anything but plain JSON is always refused.
      const input = await getRawInput();
      const subject = own ? subjectOf(input) : undefined;
      if (mayUseFor(ctx.viewer, feature, subject)) return next();
      if (ctx.viewer.isUnchecked) throw tryAgain();
      // Nobody is told to sign in while nobody can.
      if (tier === "FREE" && (await ctx.areAccountsAway?.())) throw tryAgain();
      if (tier === "FREE") throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
      throw new TRPCError({ code: "FORBIDDEN", message: `This is part of ${tier}.` });
    });

/** Returns the query reader of a procedure whose viewer is authorized. */
export const readerByKey = (ctx: Context, network: Network, path: string): ReaderByKey => ({
  db: ctx.analytics,
  network,
  isDownload: ctx.download !== undefined,
  onOtherRun: () => {
    ctx.otherRuns?.add(path);
    networkState().lookNow?.();
  },
  onCache: (result) => metrics().cacheReads.inc({ cache: "answers", result }),
  onImplausible: (cells) => tellImplausible(log, network, cells),
});

const forAnalytics = (feature: AnalyticsFeature) =>
  priced(feature).use(({ ctx, path, next }) => {
    const network = read(ctx.network);
    return next({ ctx: { analytics: readerByKey(ctx, network, path), network, user: undefined } });
  });
const forAnyone = (feature: AccountFeature) => priced(feature);
const forMembers = (feature: MemberFeature) =>
  priced(feature).use(({ ctx, next }) => {
    const { account } = ctx.viewer;
    if (!account) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
    return next({ ctx: { account } });
  });

/** To everybody else, a procedure for those who administer the site is one that does not exist. */
const forStaff = (feature: StaffFeature) =>
  t.procedure
    .meta({ feature })
    .use(logged)
    .use(sized)
    .use(async ({ ctx, path, getRawInput, next }) => {
      const { account } = ctx.viewer;
      if (!account || !isStaff(account))
        throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
      await ctx.allow?.();
      await getRawInput();
      if (!mayAdminister(account, feature))
        throw new TRPCError({ code: "FORBIDDEN", message: "Only an admin may do this." });
      requireRecentAuth(account, ADMIN_AUTH_MINUTES);
      return next({ ctx: { account } });
    });

/**
 * The only way to make a procedure: it names its feature and gets its price from server/trpc/tiers.ts. The context of
 * an analytics feature has the network, queries by key and no access to accounts. That of an account feature has
 * all of them, the network perhaps not yet, and from FREE upward `ctx.account`, the viewer's account. A feature of
 * server/trpc/staff.ts has a role in place of a price.
 */
export function procedureFor(feature: AnalyticsFeature): ReturnType<typeof forAnalytics>;
export function procedureFor(feature: MemberFeature): ReturnType<typeof forMembers>;
export function procedureFor(feature: AccountFeature): ReturnType<typeof forAnyone>;
export function procedureFor(feature: StaffFeature): ReturnType<typeof forStaff>;
export function procedureFor(feature: AnyFeature) {
  if (feature in STAFF_FEATURES) return forStaff(feature as StaffFeature);
  return pricedFor(feature as Feature);
}
function pricedFor(feature: Feature) {
  if (!isAccountFeature(feature)) return forAnalytics(feature);
  return isMemberFeature(feature) ? forMembers(feature) : forAnyone(feature);
}

/** Returns the network. Throws SERVICE_UNAVAILABLE while none has been built. */
export function read(network: Network | null): Network {
  if (network) return network;
  throw new TRPCError({
    code: "SERVICE_UNAVAILABLE",
    message: "The data has not been read yet. Please try again in a moment.",
  });
}

/** Returns the value. Throws NOT_FOUND, naming the noun, when there is none. */
export function found<T>(value: T | undefined, noun: string): T {
  if (value === undefined) throw new TRPCError({ code: "NOT_FOUND", message: `There is no such ${noun}.` });
  return value;
}
