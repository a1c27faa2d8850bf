import type { AnalyticsConnection } from "@/db/analytics/client";
import { readFacts } from "@/db/analytics/facts/facts";
import { readRun } from "@/db/analytics/run";
import { networkState } from "../current-network/network-state";
import { buildNetwork } from "../network/build";

/**
 * Returns the ids of every operator, AVS and strategy that the network has: the watchlist calls the others gone. A
 * process that keeps no network builds one.
 */
export async function readExisting(analytics: Pick<AnalyticsConnection, "snapshot">) {
  const { operators, avs, strategies } =
    networkState().network ??
    (await analytics.snapshot(async (reader) =>
      buildNetwork(await readFacts(reader, new Date()), await readRun(reader)),
    ));
  return {
    operator: new Set(operators.keys()),
    avs: new Set(avs.keys()),
    strategy: new Set(strategies.keys()),
  };
}
