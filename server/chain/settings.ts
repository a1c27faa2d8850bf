import { env } from "../env";
import { callBudget } from "./budget";
import { type ChainSettings, CONTRACTS } from "./contracts";

/** The id of the chain that the pipeline reads: Ethereum mainnet. */
const CHAIN_ID = 1;

/** Kept on globalThis, so that all bundles of this process share one budget. */
const shared = globalThis as typeof globalThis & { eigenwatchChain?: ChainSettings | null };

/** Returns how to ask the chain; `null` where CHAIN_CHECKS is off. */
export function chainSettings(): ChainSettings | null {
  if (shared.eigenwatchChain === undefined) shared.eigenwatchChain = settingsOf(env);
  return shared.eigenwatchChain;
}

/** Returns whether this instance asks the chain. */
export const asksChain = (): boolean => chainSettings() !== null;

function settingsOf({ CHAIN_CHECKS, CHAIN_CALLS_PER_MINUTE, RPC_URL }: typeof env): ChainSettings | null {
  const [url, contracts] = [RPC_URL[CHAIN_ID], CONTRACTS[CHAIN_ID]];
  if (!CHAIN_CHECKS || url === undefined || contracts === undefined) return null;
  return { chainId: CHAIN_ID, contracts, url, budget: callBudget(CHAIN_CALLS_PER_MINUTE) };
}

/** Returns a sentence on settings that contradict each other, or `undefined`. */
export function problemOfChainSettings({ CHAIN_CHECKS, RPC_URL } = env): string | undefined {
  if (!CHAIN_CHECKS || RPC_URL[CHAIN_ID] !== undefined) return undefined;
  return `CHAIN_CHECKS is on, but RPC_URL_${CHAIN_ID} is not set. Set it to the URL of a node, or turn CHAIN_CHECKS off.`;
}
