import { describeFailure, type Failure } from "../failures/describe-failure";
import type { ChainFacts } from "../network/chain-facts";
import type { Network } from "../network/network";

const TRY_AGAIN_MILLISECONDS = 60_000;

/** The newest answers of the chain, shared by all bundles of this process. */
export interface ChainState {
  /** `null` until the chain has answered. Answers outlive a run: the next network uses them until newer ones come. */
  facts: ChainFacts | null;
  /** The run of the pipeline for which the facts were asked. */
  run: string | null;
}

interface Surroundings {
  read: (network: Network) => Promise<ChainFacts>;
  now: () => number;
  onProblem: (failure: Failure) => void;
}

/**
 * Returns a function that asks the chain once for each run of the pipeline, and after a failure at most once a minute.
 * Calls at the same time share one answer. It never rejects, and asks nothing about a demo.
 */
export function keepChainFacts(state: ChainState, { read, now, onProblem }: Surroundings) {
  let reading: Promise<void> | undefined;
  let failedAt: number | undefined;

  async function readFor(network: Network): Promise<void> {
    try {
      state.facts = await read(network);
      state.run = network.run;
      failedAt = undefined;
    } catch (error) {
      failedAt = now();
      onProblem(describeFailure(error));
    }
  }

  return async (network: Network | null): Promise<void> => {
    if (!network || network.source.isDemo || network.run === state.run) return;
    if (failedAt !== undefined && now() - failedAt < TRY_AGAIN_MILLISECONDS) return;
    reading ??= readFor(network).finally(() => {
      reading = undefined;
    });
    await reading;
  };
}
