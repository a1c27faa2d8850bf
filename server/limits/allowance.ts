import { TRPCError } from "@trpc/server";
import { networkOf } from "../auth/client";
import type { Client, Viewer } from "../context";
import type { Feature } from "../tiers";
import { limiter } from "./limiter";
import { COUNTED_BY_ROUTE, type Exceeded, FEATURE_LIMITS, sentenceOf, TIER_LIMITS } from "./limits";

/** Counts one call of a request, of this feature or of a procedure that does not exist; throws when it is too many. */
export type Allowance = (feature: Feature | undefined) => Promise<void>;

/**
 * Returns what counts the calls of one HTTP request: all at once by account, or by network for a visitor; each call
 * then knows whether it was within the limit. FREE accounts of one network also share a limit. Throws
 * TOO_MANY_REQUESTS, and SERVICE_UNAVAILABLE where a strict limit cannot be counted.
 */
export function allowanceOf(
  { viewer, client, calls, answer }: { viewer: Viewer; client: Client; calls: number; answer: Headers },
  limits = limiter,
): Allowance {
  const network = networkOf(client.ip);
  const key = viewer.account?.id ?? network;
  const spendAll = async () => {
    const ofNetwork =
      viewer.tier === "FREE" ? await limits().spend("freeNetwork", network, calls, answer) : undefined;
    if (ofNetwork?.exceeded) return ofNetwork;
    return await limits().spend(TIER_LIMITS[viewer.tier], key, calls, answer);
  };
  let counted: ReturnType<typeof spendAll> | undefined;
  let asked = 0;
  return async (feature) => {
    if (feature === undefined || !COUNTED_BY_ROUTE.includes(feature)) {
      asked += 1;
      const mine = asked;
      counted ??= spendAll();
      const { used, exceeded } = await counted;
      if (exceeded && used - calls + mine > exceeded.limit) throw tooMany(exceeded);
    }
    const own = feature && FEATURE_LIMITS[feature];
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
