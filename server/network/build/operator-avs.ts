import type { InForce } from "../allocations";
import { securing } from "../clocks/activity";
import type { Allocation, Slashing } from "../network";
import type { OperatorAvs } from "../operator";
import { isRead } from "../source";
import type { Tri } from "../unknown";
import type { CommissionReader } from "./commissions";
import { type Draft, pairOf, push } from "./draft";
import { exposureAmong } from "./exposure";

const DAYS_COMPARED = 30;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns which operators were registered at the end of a day `days` ago, by `pairOf`; `null` if registrations or the
 * clock were not read.
 */
function standingBefore({ facts, clocks }: Draft, days: number): Map<string, Tri> | null {
  if (facts.registrationEvents.length === 0 || !clocks.timeNow) return null;
  const today = Math.floor(clocks.timeNow.getTime() / DAY_MILLISECONDS) * DAY_MILLISECONDS;
  const end = today - (days - 1) * DAY_MILLISECONDS;
  const newest = new Map<string, { at: number; isRegistered: Tri }>();
  for (const { operator, avs, status, changedAt } of facts.registrationEvents) {
    // An event at an unknown time may be the newest one.
    const at = changedAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const pair = pairOf(operator, avs);
    const isRegistered = changedAt === null ? null : status === "REGISTERED";
    if ((at < end || changedAt === null) && at >= (newest.get(pair)?.at ?? 0))
      newest.set(pair, { at, isRegistered });
  }
  return new Map(Array.from(newest, ([pair, { isRegistered }]) => [pair, isRegistered]));
}

/**
 * Returns whether the tables were read that say who secures an AVS. If not, an operator without a row may still
 * secure one.
 */
export const isSecuringRead = ({ facts }: Pick<Draft, "facts">) =>
  isRead(facts, "operator_avs_relationships", "operator_allocations");

/** Returns how many of these operators secured their AVS 30 days ago. */
export function securingCount30dAgo(draft: Draft, own: readonly OperatorAvs[]): number | null {
  if (!isSecuringRead(draft)) return null;
  if (own.some((part) => part.wasRegistered30dAgo === null || part.securing === "unknown")) return null;
  return own.filter(
    ({ wasRegistered30dAgo, securing }) => wasRegistered30dAgo || securing === "through-operator-sets",
  ).length;
}

/**
 * Returns the magnitude surely in effect. If the current block is not known, that is known only if both candidates
 * are above 0.
 */
function surelyInEffect({ state, current, pending }: InForce): bigint | null {
  if (state !== "unknown") return current;
  const [from, to] = [pending?.from ?? 0n, pending?.to ?? 0n];
  return from > 0n && to > 0n ? (from < to ? from : to) : null;
}

/**
 * Returns the relation of every operator to each AVS that it is or was registered to, allocates to or was slashed by,
 * by `pairOf`.
 */
export function buildOperatorAvs(
  draft: Draft,
  allocations: Allocation[],
  slashings: Slashing[],
  commission: CommissionReader,
): Map<string, OperatorAvs> {
  const relationships = new Map(
    draft.facts.avsRelationships.map((row) => [pairOf(row.operator, row.avs), row]),
  );
  const allocationsOf = new Map<string, Allocation[]>();
  for (const row of allocations) push(allocationsOf, pairOf(row.operator, row.avs), row);
  const slashingsOf = new Map<string, number[]>();
  for (const { operator, avs, id } of slashings) push(slashingsOf, pairOf(operator, avs), id);
  const registrations = new Map<string, Set<string>>();
  const then = standingBefore(draft, DAYS_COMPARED);
  for (const { operator, avs, status, blockNumber, changedAt } of draft.facts.registrationEvents) {
    const pair = pairOf(operator, avs);
    if (status !== "REGISTERED") continue;
    const seen = registrations.get(pair) ?? new Set();
    registrations.set(pair, seen.add(String(blockNumber ?? changedAt?.getTime())));
  }

  const pairs = new Map<string, { operator: string; avs: string }>();
  for (const { operator, avs } of [...draft.facts.avsRelationships, ...allocations, ...slashings])
    pairs.set(pairOf(operator, avs), { operator, avs });

  return new Map(
    Array.from(pairs, ([pair, { operator, avs }]): [string, OperatorAvs] => {
      const row = relationships.get(pair);
      const own = allocationsOf.get(pair) ?? [];
      const slashed = slashingsOf.get(pair) ?? [];
      return [
        pair,
        {
          operator,
          avs,
          directoryStatus: row?.status ?? null,
          statusSince: row?.statusSince ?? null,
          firstRegisteredAt: row?.firstRegisteredAt ?? null,
          lastUnregisteredAt: row?.lastUnregisteredAt ?? null,
          registeredDayCount: row?.registeredDayCount ?? null,
          registrationCount: registrations.get(pair)?.size ?? 0,
          wasRegistered30dAgo: then && (then.has(pair) ? (then.get(pair) ?? null) : false),
          securing: securing({
            directoryStatus: row?.status ?? null,
            sets: [
              ...(row?.memberOfSets ?? []).map(() => ({
                membership: { kind: "member" as const },
                effectiveMagnitude: null,
              })),
              ...own.map(({ membership, force }) => ({
                membership,
                effectiveMagnitude: surelyInEffect(force),
              })),
            ],
            wasSlashedBy: slashed.length > 0,
          }),
          memberOfSets: row?.memberOfSets ?? null,
          split: commission.atAvs(operator, avs),
          slashings: slashed,
          ...exposureAmong(draft, draft.complete.ofOperator(operator), own),
        },
      ];
    }),
  );
}
