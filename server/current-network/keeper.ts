import { setImmediate as breathe } from "node:timers/promises";
import type { Facts } from "@/db/analytics/facts/facts";
import { isOlderRun } from "@/db/analytics/run";
import { describeFailure, type Failure } from "../failures/describe-failure";
import { buildingNetwork } from "../network/build";
import type { ChainFacts } from "../network/chain-facts";
import type { Network } from "../network/network";
import type { NetworkState } from "./network-state";

const WORK_MILLISECONDS = 15;
const TRY_AGAIN_MILLISECONDS = 60_000;

/** Reads the pipeline's database for the keeper. */
export interface RunReader {
  /** Returns the name of the newest run, and the missing tables. A table that was added causes a new build. */
  run: () => Promise<{ run: string; missingTables: readonly string[] }>;
  /** Returns the name and the facts of the newest run, from one snapshot. */
  facts: () => Promise<{ run: string; facts: Facts }>;
  /** Returns the newest answers of the chain, `null` for none. Newer ones make another network of the same run. */
  chain: () => ChainFacts | null;
}

interface Surroundings {
  now: () => Date;
  /** Called for the first of several equal failures in a row, without its message, which may contain SQL. */
  onProblem: (failure: Failure) => void;
  /** Called for every network that is swapped in. */
  onBuilt?: (network: Network, milliseconds: number) => void;
}

/**
 * Returns a function that checks for a new run and swaps its network in. Callers at the same time share one
 * check. A failure or an older run keeps the current network; a run that could not be built is tried again after a minute. It
 * never rejects.
 */
export function keepNetwork(
  state: NetworkState,
  reader: RunReader,
  { now, onProblem, onBuilt }: Surroundings,
) {
  let looking: Promise<void> | undefined;
  let problem: string | undefined;
  let failed: { run: string; at: number } | undefined;

  /** Returns whether a run is older than the network's, which then stands: nothing shown is ever taken back. */
  function isBehind(run: string): boolean {
    const isOlder = state.network !== null && isOlderRun(run, state.network.run);
    if (isOlder) state.behindSince ??= now();
    else state.behindSince = null;
    return isOlder;
  }

  async function look(): Promise<void> {
    const { run, missingTables } = await reader.run();
    state.checkedAt = now();
    const chain = reader.chain();
    const last = state.network;
    if (isBehind(run)) return;
    if (run === last?.run && chain === last.chain && isSame(missingTables, last.source.missingTables)) return;
    if (failed?.run === run && now().getTime() - failed.at < TRY_AGAIN_MILLISECONDS) return;
    const startedAt = now().getTime();
    try {
      const read = await reader.facts();
      // Another replica may have answered than before, with an older run or still with the present one.
      if (isBehind(read.run)) return;
      if (read.run === last?.run && run !== read.run) return;
      state.network = await buildInTurns(read.facts, read.run, chain);
    } catch (error) {
      failed = { run, at: now().getTime() };
      throw error;
    }
    onBuilt?.(state.network, now().getTime() - startedAt);
    failed = undefined;
    problem = undefined;
  }

  const report = (error: unknown) => {
    const failure = describeFailure(error);
    const kind = `${failure.error} ${failure.errorCode}`;
    if (kind !== problem) onProblem(failure);
    problem = kind;
  };

  return async (): Promise<void> => {
    looking ??= look()
      .catch(report)
      .finally(() => {
        looking = undefined;
      });
    return await looking;
  };
}

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((name) => others.includes(name));

/** Builds in short steps, so that requests are answered in between. */
async function buildInTurns(facts: Facts, run: string, chain: ChainFacts | null): Promise<Network> {
  const building = buildingNetwork(facts, run, chain);
  let turnStartedAt = performance.now();
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
    if (performance.now() - turnStartedAt < WORK_MILLISECONDS) continue;
    await breathe();
    turnStartedAt = performance.now();
  }
}
