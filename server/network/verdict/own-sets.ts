import type { Allocation, OperatorSet } from "../network";
import type { Operator } from "../operator";
import { knownSet } from "../slashing/known-sets";
import { recipientFacts } from "../slashing/recipient";
import { addSums, anyOf } from "../unknown";
import { hostOf, hostsIn, nameKey } from "./declared";
import { isAtLeast } from "./judged-parts";
import type { Judging } from "./judging";
import type { Clue, JudgedSet, Match, OwnSetsGate } from "./verdict";

/** Returns the answer of gate 2: whether a set that slashed the operator, or can slash it, appears to be its own. */
export function ownSetsGate(judging: Judging, operator: Operator): OwnSetsGate {
  const { network, allocationsOf } = judging;
  const reachable = (allocationsOf.get(operator.address) ?? []).filter(
    ({ slashability, announcedSlashability }) =>
      slashability !== "not-slashable" || announcedSlashability !== "not-slashable",
  );
  const slashed = new Set(
    network.slashings.flatMap((row) => (row.operator === operator.address ? row.operatorSet : [])),
  );
  const ids = new Set([...slashed, ...reachable.map(({ operatorSet }) => operatorSet)]);
  const sets = Array.from(ids, (id) =>
    judgedSet(
      judging,
      operator,
      id,
      slashed.has(id),
      reachable.filter(({ operatorSet }) => operatorSet === id),
    ),
  );
  // The allocations that a demo lacks are not asked about, as those of gates 3 and 5 are not.
  const areAllocationsUnread = operator.allocationCount === null && !judging.isLimited(operator.address);
  const isAnyUnread = operator.slashingCount === null || areAllocationsUnread;
  const isOwn = anyOf([...sets.map((set) => set.isOwn), isAnyUnread ? null : false]);
  return { passes: isOwn === null ? null : !isOwn, sets: sets.sort(ownFirst) };
}

const ownFirst = (a: JudgedSet, b: JudgedSet) =>
  Number(b.isOwn) - Number(a.isOwn) || Number(b.hasSlashed) - Number(a.hasSlashed);

function judgedSet(
  judging: Judging,
  operator: Operator,
  id: string,
  hasSlashed: boolean,
  allocations: readonly Allocation[],
): JudgedSet {
  const { network, thresholds } = judging;
  const set = network.operatorSets.get(id);
  const avs = set?.avs ?? id.slice(0, id.lastIndexOf("-"));
  const recipient = recipientFacts(id, set?.chain);
  const slasher = set?.chain ? set.chain.slasher : (knownSet(id)?.slasher?.address ?? null);
  const match =
    matchOf(operator.address, avs, slasher, recipient?.redistributionRecipient ?? null) ??
    (isRunByItsEntity(judging, operator, avs) ? "entity" : null);
  const namedHost = hostNamedBySlashing(judging, operator, id);
  const clues = cluesOf(judging, operator, set, avs, namedHost);
  return {
    operatorSet: id,
    avs,
    hasSlashed,
    match,
    clues,
    namedHost,
    areMembersKnown: set?.areMembersKnown ?? false,
    isOwn: match !== null || clues.length >= thresholds.clueCount,
    isRedistributing: recipient && recipient.redistributionRecipient !== null,
    canSlashMuch: judging.isLimited(operator.address)
      ? null
      : isAtLeast(
          addSums(allocations.map(({ slashable }) => slashable)),
          addSums(allocations.map(({ slashableUpTo }) => slashableUpTo)),
          operator.value,
          thresholds.ownSetRatio,
        ),
  };
}

function matchOf(
  operator: string,
  avs: string,
  slasher: string | null,
  recipient: string | null,
): Match | null {
  if (avs === operator) return "avs";
  if (slasher?.toLowerCase() === operator) return "slasher";
  return recipient?.toLowerCase() === operator ? "recipient" : null;
}

/** Returns whether a reviewed entity of the operator runs the AVS too. */
const isRunByItsEntity = ({ network }: Judging, { entities }: Operator, avs: string): boolean =>
  [entities.brand, entities.nodeOperator].some(
    (slug) => slug !== null && network.entities.get(slug)?.runs.some((run) => run.avs === avs),
  );

function cluesOf(
  judging: Judging,
  operator: Operator,
  set: OperatorSet | undefined,
  avsAddress: string,
  namedHost: string | null,
): Clue[] {
  const { network, hasGivenAvsNames } = judging;
  const avs = hasGivenAvsNames(avsAddress) ? undefined : network.avs.get(avsAddress);
  const clues: Clue[] = [];
  const ever = set?.everOperators ?? [];
  if (ever.length === 1 && ever[0] === operator.address) clues.push("only-operator");
  const name = nameKey(operator.name);
  if (name !== null && name === nameKey(avs?.name ?? null)) clues.push("equal-name");
  const host = ownHost(judging, operator);
  if (host !== null && host === hostOf(avs?.website ?? null)) clues.push("equal-host");
  if (namedHost !== null) clues.push("named-by-slashing");
  return clues;
}

/** Returns the operator's website host if a slashing by this set names it; `null` if none does. */
function hostNamedBySlashing(judging: Judging, operator: Operator, id: string): string | null {
  const host = ownHost(judging, operator);
  if (host === null) return null;
  const isNamed = judging.network.slashings.some(
    (row) =>
      row.operator === operator.address && row.operatorSet === id && hostsIn(row.reason).includes(host),
  );
  return isNamed ? host : null;
}

/** Returns the website host that an operator declares; `null` if operators of other names declare it too. */
function ownHost({ namesAtHost }: Judging, { website }: Operator): string | null {
  const host = hostOf(website);
  return host !== null && (namesAtHost.get(host)?.size ?? 0) <= 1 ? host : null;
}
