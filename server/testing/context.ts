import type { AnalyticsDb } from "@/db/analytics/analytics-db";
import { readFacts } from "@/db/analytics/facts/facts";
import { readRun } from "@/db/analytics/run";
import type { Account } from "../auth/viewer";
import { buildNetwork } from "../network/build";
import type { ChainFacts } from "../network/chain-facts";
import type { Network } from "../network/network";
import type { Context } from "../trpc/context";
import type { Tier } from "../trpc/tiers";

/**
 * Returns the context of a request by a viewer of this tier; every viewer except a visitor has an account. Analytics
 * procedures need a network: see `networkOf`.
 */
export function contextFor(
  tier: Tier,
  databases: Pick<Context, "analytics" | "user"> & Partial<Pick<Context, "network">>,
  account: Partial<Account> = {},
): Context {
  const client = { ip: "192.0.2.1", device: "Firefox on Linux" };
  const base = { requestId: "test", client, network: null, ...databases };
  if (tier === "VISITOR") return { ...base, viewer: { tier } };
  const ids = {
    id: "00000000-0000-4000-8000-000000000001",
    sessionId: "00000000-0000-4000-8000-000000000002",
  };
  const address = "0x00000000000000000000000000000000000000aa";
  const role = "user" as const;
  const known = { ...ids, address, displayName: null, tier, role, reauthenticatedAt: new Date(), ...account };
  return { ...base, viewer: { tier, account: known } };
}

/** Returns the network of the rows that a test wrote, as read at `now`, with the test's own answers of the chain. */
export const networkOf = async (
  db: AnalyticsDb,
  now = new Date(),
  chain: ChainFacts | null = null,
): Promise<Network> => buildNetwork(await readFacts(db, now), await readRun(db), chain);
