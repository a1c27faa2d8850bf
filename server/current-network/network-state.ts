import type { Network } from "../network/network";

/** The network and its checks, shared by all bundles of this process. */
export interface NetworkState {
  /** `null` until the first one is built. */
  network: Network | null;
  /** When the database last reported its newest run; `null` before the first report. */
  checkedAt: Date | null;
  /** Since when the database has answered with an older run than the network's, which stands; `null` if it does not. */
  behindSince: Date | null;
  /** Looks for a new run at once; `null` before the refreshing has started. */
  lookNow: (() => void) | null;
  /** Stops the refreshing; `null` before it has started. */
  stop: (() => void) | null;
}

/** Next bundles pages, route handlers and instrumentation apart; they share only globalThis. */
const KEY: unique symbol = Symbol.for("eigenwatch.network");
const shared = globalThis as typeof globalThis & { [KEY]?: NetworkState };

/** Returns the state of this process's network. */
export function networkState(): NetworkState {
  shared[KEY] ??= { network: null, checkedAt: null, behindSince: null, lookNow: null, stop: null };
  return shared[KEY];
}
