import { log } from "../log";
import type { Network } from "../network/network";
import { chainReader } from "./client";
import { type ChainState, keepChainFacts } from "./keeper";
import { readChainFacts } from "./read-facts";
import { chainSettings } from "./settings";

/** How long work in the background waits for budget; each call has its own deadline. */
const PATIENCE = { milliseconds: 300_000, isBackground: true };

const shared = globalThis as typeof globalThis & { eigenwatchChainState?: ChainState };

/** Returns the newest answers of the chain in this process. */
export function chainState(): ChainState {
  shared.eigenwatchChainState ??= { facts: null, run: null };
  return shared.eigenwatchChainState;
}

/** Returns a function that asks the chain about a network, once for each run; `null` where the chain is not asked. */
export function chainAsker(): ((network: Network | null) => Promise<void>) | null {
  const settings = chainSettings();
  if (!settings) return null;
  return keepChainFacts(chainState(), {
    now: Date.now,
    read: async (network) => {
      const facts = await readChainFacts(chainReader(settings, PATIENCE), network);
      const { readAtBlock: block, delays, sets } = facts;
      log.info({ block, delays: delays.size, sets: sets.size }, "chain asked");
      return facts;
    },
    onProblem: (failure) => log.warn(failure, "chain not asked"),
  });
}
