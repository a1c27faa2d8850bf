import type { Facts } from "@/db/analytics/facts/facts";
import { isActive, SECURES } from "../clocks/activity";
import type { Allocation, Slashing } from "../network";
import type { Operator, OperatorAvs, OperatorStrategy } from "../operator";
import { isUnpriced, pricedUsd } from "../parts";
import { plausibleUsd } from "../plausible";
import { ranksBy } from "../ranks";
import { addSums, compareKnown, sumOf } from "../unknown";
import type { Correction } from "../value";
import { delaysOf } from "./allocations";
import { type ComparedPairs, changeSince } from "./changes";
import type { CommissionReader } from "./commissions";
import { type Draft, push, type Steps } from "./draft";
import { entityReader } from "./entities";
import { exposureAmong } from "./exposure";
import type { CorrectedDays } from "./history";
import { isSecuringRead, securingCount30dAgo } from "./operator-avs";
import { areActsRead, lastOwnActs } from "./own-acts";
import { lostBy } from "./slashings";
import { buildTrends, endingNow } from "./trends";

const NO_APPROVER = "0x0000000000000000000000000000000000000000";

export interface OperatorParts {
  positions: Map<string, OperatorStrategy>;
  operatorAvs: Map<string, OperatorAvs>;
  allocations: Allocation[];
  slashings: Slashing[];
  commission: CommissionReader;
  corrected: CorrectedDays;
  past: ComparedPairs;
}

/** Returns every operator with all of its own figures, the largest first. */
export function* buildOperators(draft: Draft, parts: OperatorParts): Steps<Map<string, Operator>> {
  const { facts } = draft;
  const by = <T extends { address: string }>(rows: T[]) => new Map(rows.map((row) => [row.address, row]));
  const [states, metadata, registrations] = [
    by(facts.operatorStates),
    by(facts.operatorMetadata),
    by(facts.operatorRegistrations),
  ];
  const strategies = grouped(parts.positions.values());
  const avs = grouped(parts.operatorAvs.values());
  const allocations = grouped(parts.allocations);
  const slashings = grouped(parts.slashings);
  const scores = new Map(facts.scores.map((row) => [row.operator, row]));
  const concentrations = groupedByEntity(facts.concentrations);
  const volatilities = groupedByEntity(facts.volatilities);
  const itself = new Map(facts.selfDelegations.map((row) => [row.operator, row.isDelegated]));
  const trends = yield* buildTrends(draft, parts.corrected);
  const delays = delaysOf(draft);
  const acts = lastOwnActs(draft);
  const { past } = parts;
  const then = delegatorsThen(facts);
  const entitiesOf = entityReader();

  const believed = believedSpread(draft, parts.positions);

  const addresses = new Set([...facts.operators, ...facts.operatorStates].map(({ address }) => address));
  const operators: Operator[] = [];
  for (const address of addresses) {
    yield;
    const state = states.get(address);
    const said = metadata.get(address);
    const held = (strategies.get(address) ?? []).sort(byValue);
    const secured = avs.get(address) ?? [];
    const slashed = slashings.get(address) ?? [];
    // If no positions were read at all, it is unknown whether this operator has any.
    const isStakeKnown = held.length > 0 || (parts.positions.size > 0 && facts.delegatedShares.length > 0);
    const value = isStakeKnown ? addSums(held.map(({ value }) => value)) : sumOf(null);
    const trend = endingNow(draft, trends.get(address), held);
    const registeredAt = state?.registeredAt ?? registrations.get(address)?.registeredAt ?? null;
    operators.push({
      address,
      name: said?.name ?? null,
      website: said?.website ?? null,
      twitter: said?.twitter ?? null,
      description: said?.description ?? null,
      hasLogo: said?.hasLogo ?? false,
      entities: entitiesOf(address),
      registeredAt,
      registrationBlock: state?.registrationBlock ?? registrations.get(address)?.blockNumber ?? null,
      firstActivityAt: state?.firstActivityAt ?? null,
      lastActivityAt: state?.lastActivityAt ?? null,
      operationalDayCount: state?.operationalDayCount ?? null,
      isActive: isActive(
        secured.map(({ securing }) => securing),
        isSecuringRead(draft),
      ),
      ...approval(state, registeredAt !== null),
      delegatorCount: state?.delegatorCount ?? null,
      delegatesToItself: facts.selfDelegations.length === 0 ? null : (itself.get(address) ?? false),
      forcedUndelegationCount: state?.forcedUndelegationCount ?? null,
      value,
      correction: leastCertain(held),
      strategies: held,
      avs: secured,
      avsCount: securedCount(draft, secured),
      avsCount30dAgo: securingCount30dAgo(draft, secured),
      utilizationRatio: utilizationOf(held),
      commission: parts.commission.of(address),
      ...delays(address),
      lastOwnAct: acts.get(address) ?? null,
      areActsRead: areActsRead(draft),
      slashings: slashed.map(({ id }) => id),
      slashingCount: draft.areSlashingsKnown ? slashed.length : null,
      lastSlashedAt: slashed[0]?.slashedAt ?? null,
      lost: lostBy(draft, slashed),
      scores: scores.get(address) ?? null,
      concentrations: (concentrations.get(address) ?? []).map(believed),
      volatilities: volatilities.get(address) ?? [],
      change7d: changeSince(draft, past[7], address, held),
      change30d: changeSince(draft, past[30], address, held),
      delegatorCountThen: { "7": then(7, address), "30": then(30, address) },
      trendUsd: trend?.usd ?? null,
      isTrendUpperBound: trend?.isUpperBound ?? false,
      ranks: { value: null, delegators: null, avs: null },
      areAllocationsComplete: draft.complete.ofOperator(address),
      ...exposureAmong(draft, draft.complete.ofOperator(address), allocations.get(address)),
    });
  }
  yield;
  return ranked(operators.sort((a, b) => byValue(a, b) || compareKnown(a.address, b.address, "ascending")));
}

const byValue = (a: Pick<Operator, "value">, b: Pick<Operator, "value">) =>
  compareKnown(a.value.knownUsd, b.value.knownUsd, "descending");

function grouped<T extends { operator: string }>(rows: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) push(groups, row.operator, row);
  return groups;
}

/**
 * Returns how an operator's value is spread; unknown if the total exceeds the network's, since that is a sum of raw
 * shares or magnitudes and not of value.
 */
function believedSpread(draft: Draft, positions: Map<string, OperatorStrategy>) {
  const networkUsd = addSums(Array.from(positions.values(), ({ value }) => value)).knownUsd;
  const held = { table: "concentration_metrics", column: "total_amount", count: 0 };
  return (spread: Facts["concentrations"][number]): typeof spread => {
    const { heldBack } = plausibleUsd(held.column, spread.totalAmount, networkUsd);
    if (!heldBack) return spread;
    if (held.count++ === 0) draft.implausible.push(held);
    const ratios = { top1Ratio: null, top5Ratio: null, top10Ratio: null };
    return {
      ...spread,
      ...ratios,
      hhi: null,
      gini: null,
      cv: null,
      effectiveEntities: null,
      totalAmount: null,
    };
  };
}

function groupedByEntity<T extends { entityType: string | null; entity: string }>(rows: T[]) {
  const groups = new Map<string, T[]>();
  for (const row of rows) if (row.entityType === "OPERATOR") push(groups, row.entity, row);
  return groups;
}

/** Returns the number of AVSs that an operator surely secures; `null` if that is 0 and some are unknown. */
function securedCount(draft: Draft, secured: OperatorAvs[]): number | null {
  const count = secured.filter(({ securing }) => SECURES.has(securing)).length;
  const mayBeMore = !isSecuringRead(draft) || secured.some(({ securing }) => securing === "unknown");
  return count === 0 && mayBeMore ? null : count;
}

/**
 * Returns who must approve a delegation. Operators registered before April 2025 have no registration row, so for them
 * it is unknown.
 */
function approval(state: Facts["operatorStates"][number] | undefined, isRegistrationKnown: boolean) {
  const approver = state?.approver ?? null;
  if (approver !== null && approver !== NO_APPROVER) return { approver, isPermissioned: true };
  return { approver: null, isPermissioned: isRegistrationKnown ? (state?.isPermissioned ?? null) : null };
}

function leastCertain(held: OperatorStrategy[]): Correction {
  const withStake = held.filter(({ value }) => value.knownUsd !== 0);
  if (withStake.some(({ correction }) => correction === "not-corrected")) return "not-corrected";
  return withStake.some(({ correction }) => correction === "upper-bound") ? "upper-bound" : "exact";
}

/**
 * Returns the utilization averaged by value over the priced stake; `null` if the utilization or value of any part is
 * not known.
 */
function utilizationOf(held: OperatorStrategy[]): number | null {
  let [weighted, weight] = [0, 0];
  for (const { value, utilizationRatio } of held) {
    const usd = pricedUsd(value);
    if (usd === 0 || isUnpriced(value)) continue;
    if (usd === null || utilizationRatio === null) return null;
    weighted += usd * utilizationRatio;
    weight += usd;
  }
  return weight === 0 ? null : weighted / weight;
}

function delegatorsThen({ operatorDays, comparedOperatorDays }: Facts) {
  const counts = new Map(operatorDays.map((row) => [`${row.day} ${row.operator}`, row.delegatorCount]));
  return (days: 7 | 30, operator: string) => counts.get(`${comparedOperatorDays[days]} ${operator}`) ?? null;
}

/** Returns operators with their ranks. Only operators with stake of known value have one. */
function ranked(operators: Operator[]): Map<string, Operator> {
  const staked = operators.filter(({ value }) => (value.knownUsd ?? 0) > 0);
  const rank = (figure: (operator: Operator) => number | null) =>
    ranksBy(staked.map((operator) => [operator.address, figure(operator)] as const));
  const value = rank((operator) => operator.value.knownUsd);
  const delegators = rank(({ delegatorCount }) => delegatorCount);
  const avs = rank(({ avsCount }) => avsCount);
  return new Map(
    operators.map((operator) => [
      operator.address,
      {
        ...operator,
        ranks: {
          value: value.get(operator.address) ?? null,
          delegators: delegators.get(operator.address) ?? null,
          avs: avs.get(operator.address) ?? null,
        },
      },
    ]),
  );
}
