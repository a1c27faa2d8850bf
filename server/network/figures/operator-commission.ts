import { partsOfSet } from "../build/allocations";
import { type AppliedSplit, splitPosition } from "../commission";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { isRead } from "../source";

const POSITION = { below: "below average", around: "average", above: "above average" } as const;
const DAY_MILLISECONDS = 86_400_000;

/** Returns an operator's PI split, and its position among operators with stake. */
export function commissionSummary({ totals }: Network, { commission }: Operator) {
  const { bps } = commission.pi;
  const position = splitPosition(bps, totals.piBenchmark);
  return {
    currentBps: bps,
    pending: commission.pi.pending,
    networkMedianBps: totals.piBenchmark?.medianBps ?? null,
    position: position && POSITION[position],
    avsSplits: commission.avsRange,
    defaultBps: totals.defaultSplitBps,
  };
}

type Scope = { type: "PI" | "AVS" | "OPERATOR_SET"; avs: string | null; operatorSet: string | null };

function placeOf({ avs }: Network, { type, avs: address, operatorSet }: Scope) {
  const set = type === "OPERATOR_SET" && operatorSet ? partsOfSet(operatorSet) : null;
  const service = type === "PI" ? null : (set?.avs ?? address);
  return {
    type,
    avs: service,
    avsName: (service && avs.get(service)?.name) ?? null,
    setNumber: set ? String(set.number) : null,
  };
}

/** Returns every split that an operator set, for PI, then AVSs, then operator sets, each with its pending change. */
export function commissionRates(network: Network, { commission }: Operator) {
  const row = (scope: Scope, split: AppliedSplit) => ({
    key: `${scope.type} ${scope.operatorSet ?? scope.avs ?? ""}`,
    ...placeOf(network, scope),
    /** `null` if it is not known which value applies: then both are in the pending change. */
    effectiveBps: split.bps,
    pendingFromBps: split.pending?.fromBps ?? null,
    pendingBps: split.pending?.toBps ?? null,
    pendingAt: split.pending?.activatesAt ?? null,
  });
  return [
    ...(commission.pi.source === "DEFAULT"
      ? []
      : [row({ type: "PI", avs: null, operatorSet: null }, commission.pi)]),
    ...commission.avs.map((split) => row({ type: "AVS", avs: split.avs, operatorSet: null }, split)),
    ...commission.operatorSets.map((split) =>
      row({ type: "OPERATOR_SET", avs: null, operatorSet: split.operatorSet }, split),
    ),
  ];
}

const TYPES: Scope["type"][] = ["PI", "AVS", "OPERATOR_SET"];

/** Returns the changes of splits that an operator announced, each once, the newest first, at most `limit`. */
export function commissionChanges(network: Network, { address }: Operator, limit = Number.POSITIVE_INFINITY) {
  const now = network.clocks.timeNow;
  return network.commissionChanges
    .filter(({ operator }) => operator === address)
    .flatMap((change, index) => {
      const type = TYPES.find((one) => one === change.type);
      if (!type) return [];
      return [
        {
          key: String(index),
          ...placeOf(network, { type, avs: change.avs, operatorSet: change.operatorSet }),
          fromBps: change.oldBps,
          toBps: change.newBps,
          changedAt: change.changedAt,
          activatedAt: change.activatedAt,
          /** `null` if the age of the data is not known. */
          isPending: now && change.activatedAt ? change.activatedAt > now : null,
          block: change.blockNumber,
        },
      ];
    })
    .slice(0, limit);
}

/** Returns how often and how far an operator changed its splits, and the quartiles of the network's PI splits. */
export function commissionFigures(network: Network, operator: Operator) {
  const { piBenchmark } = network.totals;
  const changes = commissionChanges(network, operator);
  const areRead = isRead(network.source, "operator_commission_history");
  const now = network.clocks.timeNow?.getTime() ?? null;
  const since = (days: number) =>
    !areRead || now === null || changes.some(({ changedAt }) => changedAt === null)
      ? null
      : changes.filter(({ changedAt }) => changedAt && changedAt.getTime() > now - days * DAY_MILLISECONDS)
          .length;
  const steps = changes.flatMap(({ fromBps, toBps }) =>
    fromBps === null || toBps === null ? [] : [Math.abs(toBps - fromBps)],
  );
  return {
    piBps: operator.commission.pi.bps,
    p25Bps: piBenchmark?.p25Bps ?? null,
    medianBps: piBenchmark?.medianBps ?? null,
    p75Bps: piBenchmark?.p75Bps ?? null,
    changeCount: areRead ? changes.length : null,
    changeCount90d: since(90),
    changeCount1y: since(365),
    largestStepBps: steps.length === 0 ? null : Math.max(...steps),
  };
}
