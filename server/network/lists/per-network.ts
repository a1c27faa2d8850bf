import type { Network } from "../network";

/** Returns a function that computes its result once for each network, and keeps it as long as the network. */
export function perNetwork<T>(work: (network: Network) => T): (network: Network) => T {
  const kept = new WeakMap<Network, { answer: T }>();
  return (network) => {
    const known = kept.get(network) ?? { answer: work(network) };
    kept.set(network, known);
    return known.answer;
  };
}
