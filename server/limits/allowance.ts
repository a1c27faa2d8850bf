import { TRPCError } from "@trpc/server";
import type { Client } from "../auth/client";
import { networkOf } from "../auth/client";
import type { Viewer } from "../auth/viewer";
import type { Feature } from "../trpc/tiers";
import { limiter, type Spent } from "./limiter";
import {
  type Exceeded,
  FEATURE_LIMITS,
  FREE_NETWORK_LIMITS,
  type LimitName,
  sentenceOf,
  TIER_LIMITS,
} from "./limits";

/** Counts one call against the limits of its feature, if any. Throws when it is over one. */
export type Allowance = (feature?: Feature) => Promise<void>;

/**
 * Counts the calls of one HTTP request, by account, or by network for a visitor; FREE accounts of a network also share
 * a limit. Returns how to count each call against its feature's limits. Throws TOO_MANY_REQUESTS when no call may
 * pass, SERVICE_UNAVAILABLE when a limit fails closed because the database is away.
 */
export async function countCalls(
  { viewer, client, calls, answer }: { viewer: Viewer; client: Client; calls: number; answer: Headers },
  limits = limiter,
): Promise<Allowance> {
  const network = networkOf(client.ip);
  const spend = async (name: LimitName, count: number): Promise<Spent> => {
    const key = name === "nonce" ? network : (viewer.account?.id ?? network);
    const spent = await limits().spend(name, key, count, answer);
    const ofNetwork = viewer.tier === "FREE" ? FREE_NETWORK_LIMITS[name] : undefined;
    if (ofNetwork === undefined || spent.passed === 0) return spent;
    const shared = await limits().spend(ofNetwork, network, spent.passed, answer);
    return shared.passed < spent.passed ? shared : spent;
  };

  const { passed, exceeded } = await spend(TIER_LIMITS[viewer.tier], calls);
  if (exceeded && passed === 0) throw tooMany(exceeded);
  let asked = 0;
  return async (feature) => {
    asked += 1;
    if (exceeded && asked > passed) throw tooMany(exceeded);
    const own = feature && FEATURE_LIMITS[feature];
    if (!own) return;
    const spent = await spend(own, 1);
    if (spent.exceeded) throw tooMany(spent.exceeded);
  };
}

const tooMany = (exceeded: Exceeded) =>
  new TRPCError({ code: "TOO_MANY_REQUESTS", message: sentenceOf(exceeded) });
