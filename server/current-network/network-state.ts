import type { Network } from "../network/network";

/** What this process knows of the network now, shared by all of its bundles. */
export interface NetworkState {
  /** `null` until the first one is built. */
  network: Network | null;
  /** When the database last told its newest run; `null` before it ever did. */
  checkedAt: Date | null;
  /** Ends the refreshing; `null` before it began. */
  stop: (() => void) | null;
}

/** Next bundles pages, route handlers and instrumentation apart; only globalThis is common to them. */
const KEY: unique symbol = Symbol.for("eigenwatch.network");
const shared = globalThis as typeof globalThis & { [KEY]?: NetworkState };

/** Returns the one place of this process where the network is kept. */
export function networkState(): NetworkState {
  shared[KEY] ??= { network: null, checkedAt: null, stop: null };
  return shared[KEY];
}
