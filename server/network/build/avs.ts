import { SECURES } from "../clocks/activity";
import { quantile } from "../commission";
import type { Allocation, Avs, OperatorSet, Slashing } from "../network";
import type { Operator, OperatorAvs } from "../operator";
import { addSums, compareKnown, sumOf } from "../unknown";
import { partsOfSet } from "./allocations";
import { type Draft, push } from "./draft";
import { exposureAmong } from "./exposure";
import { isSecuringRead, securingCount30dAgo } from "./operator-avs";
import { lostBy } from "./slashings";

/** Returns every operator set that is known, by its AVS and number. */
export function buildOperatorSets(
  draft: Draft,
  allocations: Allocation[],
  slashings: Slashing[],
): Map<string, OperatorSet> {
  const { facts } = draft;
  const states = new Map(facts.operatorSetStates.map((row) => [row.id, row]));
  const allocationsOf = new Map<string, Allocation[]>();
  for (const row of allocations) push(allocationsOf, row.operatorSet, row);
  const slashingsOf = new Map<string, Slashing[]>();
  for (const row of slashings) push(slashingsOf, row.operatorSet, row);

  const ids = new Set([
    ...[...facts.operatorSets, ...facts.operatorSetStates].map(({ id }) => id),
    ...allocationsOf.keys(),
    ...slashingsOf.keys(),
  ]);
  const everOperators = operatorsEverIn(draft);
  const knownAvs = avsWithKnownMembers(draft);
  const sets = Array.from(ids, (id): OperatorSet => {
    const { avs, number } = partsOfSet(id);
    const own = allocationsOf.get(id) ?? [];
    const slashed = slashingsOf.get(id) ?? [];
    const times = [...own.map((row) => row.allocatedAt), ...slashed.map((row) => row.slashedAt)];
    return {
      id,
      avs,
      number,
      createdAtBlock: states.get(id)?.createdAtBlock ?? null,
      chain: draft.chain?.sets.get(id) ?? null,
      strategies: states.get(id)?.strategies ?? null,
      operators: [...new Set(own.map(({ operator }) => operator))],
      everOperators: [...(everOperators.get(id) ?? [])],
      areMembersKnown: knownAvs.get(avs) ?? false,
      slashings: slashed.map((row) => row.id),
      lastActivityAt: latest(times),
      ...exposureAmong(draft, draft.complete.toAvs(avs), own),
    };
  });
  sets.sort((a, b) => compareKnown(a.avs, b.avs, "ascending") || a.number - b.number);
  return new Map(sets.map((set) => [set.id, set]));
}

/** Returns the operators that any row names with each set, also with an allocation of 0. */
function operatorsEverIn({ facts, slashings }: Draft): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (set: string, operator: string) =>
    found.set(set, (found.get(set) ?? new Set<string>()).add(operator));
  for (const { operator, operatorSet } of [...facts.allocations, ...slashings]) add(operatorSet, operator);
  for (const { operator, avs, memberOfSets } of facts.avsRelationships)
    for (const id of memberOfSets ?? []) add(id.includes("-") ? id.toLowerCase() : `${avs}-${id}`, operator);
  return found;
}

/** Returns by AVS whether the pipeline says of every operator there which sets it is a member of. */
function avsWithKnownMembers({ facts }: Draft): Map<string, boolean> {
  const known = new Map<string, boolean>();
  for (const { avs, memberOfSets } of facts.avsRelationships)
    known.set(avs, memberOfSets !== null && (known.get(avs) ?? true));
  return known;
}

function latest(times: (Date | null)[]): Date | null {
  let newest: Date | null = null;
  for (const time of times) if (time && (!newest || time > newest)) newest = time;
  return newest;
}

export interface AvsParts {
  operators: Map<string, Operator>;
  operatorAvs: Map<string, OperatorAvs>;
  operatorSets: Map<string, OperatorSet>;
  allocations: Allocation[];
  slashings: Slashing[];
}

/** Returns every AVS, ordered by the value of its operators, the largest first. */
export function buildAvs(draft: Draft, parts: AvsParts): Map<string, Avs> {
  const { facts, areSlashingsKnown } = draft;
  const metadata = new Map(facts.avsMetadata.map((row) => [row.address, row]));
  const [members, sets, allocations, slashings] = [
    grouped(parts.operatorAvs.values()),
    grouped(parts.operatorSets.values()),
    grouped(parts.allocations),
    grouped(parts.slashings),
  ];
  const addresses = new Set([...facts.avs.map(({ address }) => address), ...members.keys(), ...sets.keys()]);
  const avs = Array.from(addresses, (address): Avs => {
    const said = metadata.get(address);
    const own = members.get(address) ?? [];
    const operators = operatorsOf(parts.operators, own, true);
    const unknown = operatorsOf(parts.operators, own, false);
    const isNothingKnown = operators.length === 0 && (unknown.length > 0 || !isSecuringRead(draft));
    const slashed = slashings.get(address) ?? [];
    const splits = own.filter(({ securing }) => SECURES.has(securing)).map(({ split }) => split.bps);
    return {
      address,
      name: said?.name ?? null,
      description: said?.description ?? null,
      website: said?.website ?? null,
      twitter: said?.twitter ?? null,
      hasLogo: said?.hasLogo ?? false,
      operators: operators.map((operator) => operator.address),
      unknownOperators: unknown.map((operator) => operator.address),
      operatorCount: isNothingKnown ? null : operators.length,
      operatorCount30dAgo: securingCount30dAgo(draft, own),
      value:
        isNothingKnown && unknown.length === 0
          ? sumOf(null)
          : addSums([...operators.map(({ value }) => value), ...unknown.map(() => sumOf(null))]),
      delegatorCount: operators.reduce<number | null>(
        (sum, { delegatorCount }) => (sum === null || delegatorCount === null ? null : sum + delegatorCount),
        isNothingKnown ? null : 0,
      ),
      sets: (sets.get(address) ?? []).map(({ id }) => id),
      medianSplitBps: unknown.length > 0 ? null : medianOf(splits),
      slashings: slashed.map(({ id }) => id),
      slashingCount: areSlashingsKnown ? slashed.length : null,
      lost: lostBy({ areSlashingsKnown }, slashed),
      ...exposureAmong(draft, draft.complete.toAvs(address), allocations.get(address)),
    };
  });
  avs.sort(
    (a, b) =>
      compareKnown(a.value.knownUsd, b.value.knownUsd, "descending") ||
      compareKnown(a.address, b.address, "ascending"),
  );
  return new Map(avs.map((one) => [one.address, one]));
}

/** Returns the median; `null` if any value is not known, since that value could move it. */
function medianOf(splits: (number | null)[]): number | null {
  const known = splits.filter((bps) => bps !== null).sort((a, b) => a - b);
  return known.length === 0 || known.length < splits.length ? null : quantile(known, 0.5);
}

function grouped<T extends { avs: string }>(rows: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) push(groups, row.avs, row);
  return groups;
}

const operatorsOf = (operators: Map<string, Operator>, own: OperatorAvs[], surely: boolean) =>
  own
    .filter(({ securing }) => (surely ? SECURES.has(securing) : securing === "unknown"))
    .flatMap(({ operator }) => operators.get(operator) ?? [])
    .sort(
      (a, b) =>
        compareKnown(a.value.knownUsd, b.value.knownUsd, "descending") ||
        compareKnown(a.address, b.address, "ascending"),
    );
