import type { Facts } from "@/db/analytics/facts/facts";
import { buildAllocationChanges } from "./build/allocation-changes";
import { buildAllocations, buildAnnouncements } from "./build/allocations";
import { buildAvs, buildOperatorSets } from "./build/avs";
import { comparedPairs } from "./build/changes";
import { readCommission } from "./build/commissions";
import { type Draft, draftOf, metadataOf, pairOf, push, type Steps } from "./build/draft";
import { buildEntities } from "./build/entities";
import { exposureAmong, hasAllAllocations } from "./build/exposure";
import { correctedDays, slashedHistories } from "./build/history";
import { buildOperatorAvs } from "./build/operator-avs";
import { buildOperators } from "./build/operators";
import { buildPositions } from "./build/positions";
import { buildSlashings } from "./build/slashings";
import { buildStrategies } from "./build/strategies";
import { totalsOf } from "./build/totals";
import { valuesBeforeSlash } from "./build/values-before-slash";
import type { ChainFacts } from "./chain-facts";
import type { Allocation, DataSource, Network, Slashing } from "./network";
import type { OperatorStrategy } from "./operator";
import { buildSecurity } from "./security/avs-security";
import { addSums, compareKnown, EMPTY_SUM, sumOf } from "./unknown";
import { judgeAll } from "./verdict/judge";
import type { Unjudged } from "./verdict/judging";

/** Returns the network that one run's facts describe, with what the chain said. Pure: the time comes from the facts. */
export function buildNetwork(facts: Facts, run: string, chain: ChainFacts | null = null): Network {
  const building = buildingNetwork(facts, run, chain);
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
  }
}

/** Builds a network in many short steps, one per `next`, so that a server can answer requests in between. */
export function* buildingNetwork(facts: Facts, run: string, chain: ChainFacts | null = null): Steps<Network> {
  const draft = draftOf(facts, chain);
  yield;
  const bare = yield* buildPositions(draft);
  yield;
  const slashings = buildSlashings(draft);
  yield;
  const allocations = buildAllocations(draft, bare);
  yield;
  const positions = linkPositions(draft, bare, allocations, slashings);
  yield;
  const commission = readCommission(draft);
  const operatorAvs = buildOperatorAvs(draft, allocations, slashings, commission);
  yield;
  const corrected = yield* correctedDays(draft);
  const past = yield* comparedPairs(draft, corrected, positions);
  yield;
  const operators = yield* buildOperators(draft, {
    positions,
    operatorAvs,
    allocations,
    slashings,
    commission,
    corrected,
    past,
  });
  yield;
  const operatorSets = buildOperatorSets(draft, allocations, slashings);
  const strategies = buildStrategies(draft, positions, allocations, past);
  yield;
  const avs = buildAvs(draft, { operators, operatorAvs, operatorSets, allocations, slashings });
  yield;
  const source = sourceOf(draft);
  const security = yield* buildSecurity({ operators, operatorSets, avs, allocations, source, chain });
  const unjudged: Unjudged = {
    run,
    readAt: facts.readAt,
    clocks: draft.clocks,
    chain,
    source,
    totals: totalsOf(draft, { operators, avs, strategies, positions, allocations, slashings, past }),
    operators,
    avs,
    security,
    entities: buildEntities(operators),
    operatorSets,
    strategies,
    allocations,
    slashings,
    commissionChanges: [...facts.commissionChanges].sort((a, b) =>
      compareKnown(a.changedAt?.getTime() ?? null, b.changedAt?.getTime() ?? null, "descending"),
    ),
    networkDays: facts.networkDays,
    trendDays: facts.sparklineDays,
    slashedHistories: slashedHistories(draft, corrected, positions),
    announcements: buildAnnouncements(draft),
    allocationChanges: buildAllocationChanges(draft),
    valuesBeforeSlash: valuesBeforeSlash(draft, corrected),
  };
  return { ...unjudged, verdicts: yield* judgeAll(unjudged) };
}

/** Returns positions with the value allocated from each, and the value that slashings took. */
function linkPositions(
  draft: Draft,
  positions: Map<string, OperatorStrategy>,
  allocations: Allocation[],
  slashings: Slashing[],
): Map<string, OperatorStrategy> {
  const allocationsOf = new Map<string, Allocation[]>();
  for (const row of allocations) push(allocationsOf, pairOf(row.operator, row.strategy), row);
  const lossesOf = new Map<string, ReturnType<typeof sumOf>[]>();
  for (const { operator, parts } of slashings)
    for (const { strategy, lostUsd, isUpperBound } of parts)
      push(lossesOf, pairOf(operator, strategy), sumOf({ usd: lostUsd, isUpperBound }));
  return new Map(
    Array.from(positions, ([pair, position]) => {
      const lost = lossesOf.get(pair);
      const own = allocationsOf.get(pair);
      const areAllocationsComplete = hasAllAllocations(draft, position, own);
      return [
        pair,
        {
          ...position,
          ...exposureAmong(draft, areAllocationsComplete, own),
          areAllocationsComplete,
          lost: lost ? addSums(lost) : EMPTY_SUM,
        },
      ];
    }),
  );
}

function sourceOf({ facts, implausible }: Draft): DataSource {
  const said = metadataOf(facts);
  return {
    isDemo: said?.demo === true,
    provenance: typeof said?.provenance === "string" ? said.provenance : null,
    metadata: said,
    missingTables: facts.missingTables,
    emptyTables: facts.emptyTables,
    implausible,
    syncs: facts.syncs,
  };
}
