import pTimeout from "p-timeout";
import { readFacts } from "@/db/analytics/facts/facts";
import { readRun, readRunAndTables } from "@/db/analytics/run";
import { chainAsker, chainState } from "../chain/background";
import { analyticsDatabase } from "../databases";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import type { Network } from "../network/network";
import { keepNetwork, type RunReader } from "./keeper";
import { networkState } from "./network-state";
import { tellBuilt } from "./tell-built";

/** Together with the time of a check, a new run is noticed within 15 seconds. */
const LOOK_EVERY_MILLISECONDS = 10_000;
const FIRST_LOOKS_EVERY_MILLISECONDS = 1000;
/** Queries by key that see a newer run ask for a look, at most this often. */
const LEAST_MILLISECONDS = 1000;
const LOOK_DEADLINE_MILLISECONDS = 5000;
const WARM_MILLISECONDS = 20_000;

/** Returns the network of the newest run that this process has built; `null` before the first. */
export const currentNetwork = (): Network | null => networkState().network;

const reader: RunReader = {
  // A connection of its own, so that a busy pool does not delay the check.
  run: () => analyticsDatabase().snapshot(readRunAndTables, LOOK_DEADLINE_MILLISECONDS),
  facts: () =>
    analyticsDatabase().snapshot(async (db) => ({
      run: await readRun(db),
      facts: await readFacts(db, new Date()),
    })),
  chain: () => chainState().facts,
};

/**
 * Starts keeping the network up to date, once per process. Resolves after the first check, so that the first requests
 * find a network. A database that does not answer in time does not delay the start.
 */
export async function startKeepingNetwork(): Promise<void> {
  const state = networkState();
  if (state.stop) return;
  const look = keepNetwork(state, reader, {
    now: () => new Date(),
    onProblem: (failure) => log.error(failure, "network not refreshed"),
    onBuilt: (network, milliseconds) => {
      metrics().networkBuilds.inc();
      metrics().networkBuild.set(milliseconds / 1000);
      tellBuilt(log, network, milliseconds);
    },
  });
  const askChain = chainAsker();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let lookedAt = 0;
  state.lookNow = () => {
    if (performance.now() - lookedAt < LEAST_MILLISECONDS) return;
    lookedAt = performance.now();
    void look();
  };
  state.stop = () => {
    isStopped = true;
    clearTimeout(timer);
  };
  const lookAgain = async (): Promise<void> => {
    await look();
    if (isStopped) return;
    // Nobody waits for the chain: its answers make the next network.
    void askChain?.(state.network);
    const wait = state.network ? LOOK_EVERY_MILLISECONDS : FIRST_LOOKS_EVERY_MILLISECONDS;
    timer = setTimeout(() => void lookAgain(), wait).unref();
  };
  await pTimeout(lookAgain(), { milliseconds: WARM_MILLISECONDS }).catch(() => {});
}
