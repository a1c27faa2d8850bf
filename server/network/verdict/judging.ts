import { entityOf } from "../entities/groups";
import { fictionalOperators, hasGivenAvsNames } from "../figures/demo";
import type { Allocation, Network } from "../network";
import type { Operator } from "../operator";
import { hostOf, nameKey } from "./declared";
import type { Thresholds } from "./thresholds";

/** A network before its operators are judged, or a changed copy of it. */
export type Unjudged = Omit<Network, "verdicts">;

/** A network with the lookups that several gates share. */
export interface Judging {
  network: Unjudged;
  thresholds: Thresholds;
  allocationsOf: ReadonlyMap<string, readonly Allocation[]>;
  /** By website host: the brands, or else the names, of the operators that declare it. */
  namesAtHost: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the name of an AVS was given by others, so that an equal name proves nothing. */
  hasGivenAvsNames: (avs: string) => boolean;
  /** Whether the data is a demo and the operator is real: its allocations and acts are modelled, so not judged. */
  isLimited: (operator: string) => boolean;
}

/** Returns a network with the lookups that the gates share, made once for all operators. */
export function judgingOf(network: Unjudged, thresholds: Thresholds): Judging {
  const allocationsOf = new Map<string, Allocation[]>();
  for (const row of network.allocations) {
    const own = allocationsOf.get(row.operator);
    if (own) own.push(row);
    else allocationsOf.set(row.operator, [row]);
  }
  const fictional = new Set(fictionalOperators(network.source));
  return {
    network,
    thresholds,
    allocationsOf,
    namesAtHost: namesAtHost(network.operators.values()),
    hasGivenAvsNames: hasGivenAvsNames(network.source),
    isLimited: (operator) => network.source.isDemo && !fictional.has(operator),
  };
}

function namesAtHost(operators: Iterable<Operator>): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const operator of operators) {
    const host = hostOf(operator.website);
    if (host === null) continue;
    const found = names.get(host) ?? new Set();
    names.set(host, found.add(entityOf(operator, "brand") ?? nameKey(operator.name) ?? operator.address));
  }
  return names;
}
