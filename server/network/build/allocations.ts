import type { Facts } from "@/db/analytics/facts/facts";
import {
  type Announcement,
  allocatedUsd,
  type InForce,
  inForce,
  isInSet,
  magnitudeBefore,
  type Slashable,
  slashable,
} from "../allocations";
import { type AnnouncedChange, delayUpperBound, observedDelay } from "../clocks/allocation-delay";
import { blockAtTime, timeOfBlock } from "../clocks/clock";
import { membershipOf, membershipOnChain } from "../membership";
import type { Allocation } from "../network";
import type { Operator, OperatorStrategy } from "../operator";
import { isUnpriced } from "../parts";
import { knownSet } from "../slashing/known-sets";
import { magnitudeRatio } from "../slashing/magnitude";
import { isRead } from "../source";
import { compareKnown, EMPTY_SUM, sumOf, type UsdValue } from "../unknown";
import { type Draft, pairOf, push } from "./draft";

type Row = Facts["allocations"][number];

const keyOf = (row: { operator: string; operatorSet: string; strategy: string }) =>
  `${row.operator} ${row.operatorSet} ${row.strategy}`;

/** Returns the AVS and the number of a set from its id, "<avs>-<number>". */
export function partsOfSet(id: string): { avs: string; number: number } {
  const dash = id.lastIndexOf("-");
  return { avs: id.slice(0, dash), number: Number(id.slice(dash + 1)) };
}

/**
 * Returns a lookup of an allocation's magnitude before its newest change; `null` if no daily allocations were read.
 */
export function beforeOf({ facts }: Draft): (row: Row) => bigint | null {
  if (!isRead(facts, "operator_allocation_snapshots")) return () => null;
  const before = new Map(facts.allocationsBefore.map((row) => [keyOf(row), row]));
  const days = new Map(facts.operatorDaysBefore.map((row) => [keyOf(row), row.blockNumber]));
  return (row) => {
    const last = before.get(keyOf(row));
    if (last?.blockNumber === null) return null;
    const snapshots = last ? [{ blockNumber: last.blockNumber, magnitude: last.magnitude }] : [];
    return magnitudeBefore(snapshots, row.allocatedAtBlock, days.get(keyOf(row)) ?? null);
  };
}

/** Returns every allocation that is or will be above 0, judged and priced, the largest first. */
export function buildAllocations(draft: Draft, positions: Map<string, OperatorStrategy>): Allocation[] {
  const { facts, chain, clocks } = draft;
  const relationships = new Map(facts.avsRelationships.map((row) => [pairOf(row.operator, row.avs), row]));
  const strategiesOf = new Map(facts.operatorSetStates.map((row) => [row.id, row.strategies]));
  const before = beforeOf(draft);
  const blockAt = (at: Date) => blockAtTime(at, clocks.blockTimes);

  return facts.allocations
    .flatMap((row) => {
      const { operator, operatorSet, strategy, effectBlock } = row;
      const { avs, number } = partsOfSet(operatorSet);
      const force = inForce({ ...row, magnitudeBefore: before(row) }, clocks.blockNow);
      if (force.current === 0n && !force.pending) return [];
      const relationship = relationships.get(pairOf(operator, avs));
      const written = membershipOf(
        operatorSet,
        relationship && {
          status: relationship.status,
          lastUnregisteredAt: relationship.lastUnregisteredAt,
          activeSetIds: relationship.memberOfSets,
        },
        blockAt,
      );
      const said = chain?.memberships.get(`${operator} ${operatorSet}`);
      const isNewer = said !== undefined && said.readAtBlock >= (clocks.blockNow ?? 0);
      const membership =
        said && (isNewer || written.kind === "unknown") ? membershipOnChain(said, clocks.blockNow) : written;
      const strategies = strategiesOf.get(operatorSet) ?? chain?.sets.get(operatorSet)?.strategies;
      const isStrategyInSet = isInSet(strategy, strategies);
      const slashability = slashable(force, membership, isStrategyInSet, clocks.blockNow);
      const later = slashableOnceAnnounced(row, force, { membership, isStrategyInSet }, clocks.blockNow);
      const position = positions.get(pairOf(operator, strategy));
      const worth = (magnitude: bigint | null) => worthOf(magnitude, position);
      return [
        {
          operator,
          avs,
          operatorSet,
          setNumber: number,
          strategy,
          force,
          effectAt: effectBlock === null ? null : timeOfBlock(effectBlock, clocks.blockTimes),
          allocatedAt: row.allocatedAt,
          allocatedAtBlock: row.allocatedAtBlock,
          ratio: magnitudeRatio(force.current, position?.maxMagnitude ?? null),
          atRiskRatio: atRisk(slashability, position),
          announcedAtRiskRatio: atRisk(later, position),
          allocated: sumOf(worth(force.current)),
          announced: force.pending && sumOf(worth(force.pending.to)),
          membership,
          isStrategyInSet,
          slashability: slashability.slashability,
          announcedSlashability: later.slashability,
          reason: slashability.reason,
          slashable:
            slashability.slashability === "slashable" ? sumOf(worth(slashability.magnitude)) : EMPTY_SUM,
          slashableUpTo: upTo(slashability, worth),
          announcedUpTo: upTo(later, worth),
        },
      ];
    })
    .sort(
      (a, b) =>
        compareKnown(a.allocated.knownUsd, b.allocated.knownUsd, "descending") ||
        compareKnown(keyOf(a), keyOf(b), "ascending"),
    );
}

/**
 * Returns what can be slashed once an announced change is in effect. A set that the operator left must still reach it
 * at that block.
 */
function slashableOnceAnnounced(
  row: Row,
  { pending }: InForce,
  { membership, isStrategyInSet }: Pick<Allocation, "membership" | "isStrategyInSet">,
  blockNow: number | null,
): Slashable {
  const settled = inForce({ ...row, magnitudeBefore: row.magnitude }, Number.MAX_SAFE_INTEGER);
  const now = slashable(settled, membership, isStrategyInSet, blockNow);
  if (!pending || now.slashability === "not-slashable") return now;
  const { effectBlock } = pending;
  const then = blockNow === null || effectBlock === null ? null : Math.max(blockNow, effectBlock);
  return slashable(settled, membership, isStrategyInSet, then);
}

/** Returns the newest change of every allocation whose change did not take effect at once. */
export function buildAnnouncements(draft: Draft): Announcement[] {
  const before = beforeOf(draft);
  return draft.facts.allocations.flatMap((row) => {
    const { operator, operatorSet, strategy, allocatedAtBlock, effectBlock } = row;
    if (allocatedAtBlock === null || effectBlock === null || effectBlock <= allocatedAtBlock) return [];
    return [
      {
        operator,
        operatorSet,
        strategy,
        fromBlock: allocatedAtBlock,
        untilBlock: effectBlock,
        before: before(row),
      },
    ];
  });
}

const atRisk = ({ slashability, magnitude }: Slashable, position: OperatorStrategy | undefined) =>
  slashability === "not-slashable" ? 0 : magnitudeRatio(magnitude, position?.maxMagnitude ?? null);

const upTo = ({ slashability, magnitude }: Slashable, worth: (magnitude: bigint | null) => UsdValue) =>
  slashability === "not-slashable" ? EMPTY_SUM : sumOf(worth(magnitude));

function worthOf(magnitude: bigint | null, position: OperatorStrategy | undefined): UsdValue {
  const value = {
    usd: position?.value.unknownCount === 0 ? position.value.knownUsd : null,
    isUpperBound: position?.value.isUpperBound ?? false,
    isUnpriced: position !== undefined && isUnpriced(position.value),
    mostUsd: position?.value.mostUsd ?? null,
  };
  return allocatedUsd(magnitude, position?.maxMagnitude ?? null, value);
}

type Delay = Pick<Operator, "chainDelay" | "observedDelay" | "delayUpperBound">;

/** Returns a lookup of an operator's allocation delay: what the contract says, and what its changes of allocations show. */
export function delaysOf(draft: Draft): (operator: string) => Delay {
  const { facts, chain, slashings } = draft;
  const before = beforeOf(draft);
  const changes = new Map<string, AnnouncedChange[]>();
  for (const row of facts.allocations) push(changes, row.operator, { ...row, magnitudeBefore: before(row) });
  const created = new Map(facts.operatorSetStates.map((row) => [row.id, row.createdAtBlock]));
  return (operator) => {
    const own = slashings.filter((row) => row.operator === operator);
    const blocksOf = (operatorSet: string) =>
      own.flatMap((row) => (row.operatorSet === operatorSet ? (row.blockNumber ?? []) : []));
    return {
      chainDelay: chain?.delays.get(operator) ?? null,
      observedDelay: observedDelay(changes.get(operator) ?? [], blocksOf),
      delayUpperBound: delayUpperBound(
        own.map(({ operatorSet, blockNumber, slashedAt }) => ({
          slashBlock: blockNumber,
          slashedAt,
          setCreatedBlock: knownSet(operatorSet)?.createdBlock ?? created.get(operatorSet) ?? null,
        })),
      ),
    };
  };
}
