import { LRUCache } from "lru-cache";
import { entityOf } from "../entities/groups";
import { perNetwork } from "../lists/per-network";
import type { Avs, Network } from "../network";
import { securityIn } from "./avs-security";
import { ceilingOf } from "./ceiling";
import { fewestToShare } from "./halting";
import { grouped, membersOf, type Power, powersOf, registeredMembers, type SetMembers } from "./members";
import { NOTHING, type Range } from "./range";
import type { Ceiling } from "./security";
import type { Share } from "./share";
import { operatorPairs, sharedAvs, stakeSpread } from "./shared";

/** The most operators of a coalition that are named; others are only counted. */
const MOST_NAMED = 12;
/** The most sets of an AVS, those that can slash most first. */
const MOST_SETS = 20;

const usdOf = ({ least, most }: Range) => ({ leastUsd: least, mostUsd: most });

/** Returns a ceiling with its bounds in USD, equal where it is known, and the names of its coalition, the largest first. */
function ceilingFigures(
  { operators }: Network,
  { usd, coalition, coalitionUsd, slashable, ...rest }: Ceiling,
) {
  return {
    ...usdOf(usd),
    ...rest,
    coalition: coalition.slice(0, MOST_NAMED).map((address) => ({
      address,
      name: operators.get(address)?.name ?? null,
    })),
    /** `null` where nobody is known to have power, so that the coalition is not known. */
    coalitionCount: coalition.length === 0 ? null : coalition.length,
    coalitionUsd: usdOf(coalitionUsd),
    slashableUsd: usdOf(slashable),
  };
}

/** Returns the headline of an AVS as its row has it: USD at least and at most, both 0 where surely nothing can be slashed. */
export function ceilingRow(network: Network, avs: Avs) {
  const { state, weakest } = securityIn(network, avs);
  const usd = weakest?.ceiling.usd ?? (state === "nothing" ? NOTHING : { least: 0, most: null });
  const isKnown = weakest !== null || state === "nothing";
  return {
    securityState: state,
    ceilingLeastUsd: isKnown ? usd.least : null,
    ceilingMostUsd: isKnown ? usd.most : null,
    /** Whether the search for the cheapest coalition ended early, so that only the lower bound is certain. */
    isCeilingCutOff: weakest?.ceiling.isCutOff ?? false,
    /** The set with the lowest ceiling. */
    ceilingSetNumber: weakest?.setNumber ?? null,
  };
}

/** Returns the headline of an AVS: a third of what its weakest set can slash, and the coalition that has it. */
export function securityHeadline(network: Network, avs: Avs) {
  const { state, weakest, slashingSetCount } = securityIn(network, avs);
  return {
    state,
    slashingSetCount,
    setCount: avs.sets.length,
    weakest: weakest && { setNumber: weakest.setNumber, ...ceilingFigures(network, weakest.ceiling) },
  };
}

const groupsOf = perNetwork(grouped);

/** Returns the sets of an AVS, those that can slash most first, and those with power in each. */
function setsOf(network: Network, avs: Avs) {
  const sets = avs.sets.flatMap((id) => network.operatorSets.get(id) ?? []);
  return sets
    .sort(
      (a, b) =>
        (b.slashableUpTo.knownUsd ?? 0) - (a.slashableUpTo.knownUsd ?? 0) ||
        b.operators.length - a.operators.length ||
        a.number - b.number,
    )
    .slice(0, MOST_SETS)
    .map((set) => ({ set, members: membersOf(network, set, groupsOf(network)) }));
}

/** Returns why a set has no ceiling: nobody has power in it, or it is not known who has. */
const whyNone = (members: SetMembers, power: Power) =>
  powersOf(members, power) === null ? ("members-unknown" as const) : ("no-members" as const);

/** Returns an operator's group; an operator without a known group is one by itself. */
function groupOf({ operators }: Network, address: string): string {
  const operator = operators.get(address);
  return (operator && entityOf(operator, "node-operator")) ?? address;
}

/** Returns the fewest operators, and the fewest node operators, that have a third and two thirds of the power. */
function haltingOf(network: Network, members: SetMembers, power: Power) {
  const fewest = (share: Share) => ({
    operators: fewestToShare(members, power, share),
    nodeOperators: fewestToShare(members, power, share, (address) => groupOf(network, address)),
  });
  return { third: fewest("third"), "two-thirds": fewest("two-thirds") };
}

/**
 * Returns the fewest of an AVS's registered operators that have a share of the power, if value or seats give power.
 */
function registeredHalting(network: Network, avs: Avs) {
  const members = registeredMembers(network, avs);
  return (["value", "seats"] as const).map((power) => ({
    power,
    /** `null` where it is known of none, and some may be members. */
    memberCount: members.members.length > 0 || members.areAllKnown ? members.members.length : null,
    halting: haltingOf(network, members, power),
  }));
}

/**
 * Returns the ceiling of each set of an AVS for one power and share, and the fewest operators that reach the share.
 */
function setCeilings(network: Network, avs: Avs, power: Power, share: Share) {
  return setsOf(network, avs).map(({ set, members }) => {
    const ceiling = ceilingOf(members, power, share);
    return {
      setNumber: set.number,
      why: ceiling ? null : whyNone(members, power),
      ceiling: ceiling && ceilingFigures(network, ceiling),
      halting: haltingOf(network, members, power),
    };
  });
}

/**
 * Returns all details of an AVS's security: the ceiling of each set, the fewest to halt it, and the stake and
 * operators that it shares with other AVSs.
 */
function securityDetail(network: Network, avs: Avs, power: Power, share: Share) {
  const { state } = securityIn(network, avs);
  const areSetsAnswered = state === "ceiling" || state === "nothing" || state === "nothing-known";
  return {
    state,
    sets: areSetsAnswered ? setCeilings(network, avs, power, share) : [],
    setCount: avs.sets.length,
    registered: registeredHalting(network, avs),
    spread: stakeSpread(network, avs),
    shared: sharedAvs(network, avs),
    pairs: operatorPairs(network, avs),
  };
}
type SecurityDetail = ReturnType<typeof securityDetail>;

const MOST_KEPT = 64;
const kept = perNetwork(() => new LRUCache<string, SecurityDetail>({ max: MOST_KEPT }));

/** Returns `securityDetail`, computed once for each network, AVS, power and share. */
export function keptSecurityDetail(network: Network, avs: Avs, power: Power, share: Share): SecurityDetail {
  const known = kept(network);
  const key = `${avs.address} ${power} ${share}`;
  const detail = known.get(key) ?? securityDetail(network, avs, power, share);
  known.set(key, detail);
  return detail;
}
