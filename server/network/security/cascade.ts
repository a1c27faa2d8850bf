import type { Network } from "../network";
import { ratio, type Tri } from "../unknown";
import { securityIn } from "./avs-security";
import { cheapestCoalition } from "./coalition";
import { FRACTIONS, type Share } from "./share";

/**
 * How an operator's stake secures AVSs. "unique": each part of it one AVS, as in operator sets; "shared": all of it
 * each AVS.
 */
export const MODELS = ["unique", "shared"] as const;
export type Model = (typeof MODELS)[number];

/**
 * The supposed profit of corrupting each AVS, the share of its stake that corrupting takes, and operators that fail
 * first.
 */
export interface Supposition {
  profits: readonly { avs: string; profitUsd: number }[];
  share: Share;
  model: Model;
  failed: readonly string[];
}

/** An AVS without an answer, and why: it does not exist, or it is not known how much it can slash. */
interface Unanswered {
  address: string;
  why: "no-such-avs" | "stake-unknown";
}

/** Returns which of these addresses have an answer: AVSs of which it is known how much they can slash. */
export function answerable(network: Network, addresses: readonly string[]) {
  const answered: string[] = [];
  const unanswered: Unanswered[] = [];
  for (const address of addresses) {
    const { state } = securityIn(network, { address });
    if (!network.avs.has(address)) unanswered.push({ address, why: "no-such-avs" });
    else if (state === "ceiling" || state === "nothing") answered.push(address);
    else unanswered.push({ address, why: "stake-unknown" });
  }
  return { answered, unanswered };
}

/** An operator's stake at the AVSs that are supposed to bring a profit. */
interface Staked {
  operator: string;
  /** By AVS that is supposed to bring a profit: the most of this operator's stake that it can slash, in USD. */
  at: Map<string, number>;
  /** The most of this operator's stake that all its AVSs can slash, in USD. */
  whole: number;
  /** Whether some of this stake may not be slashable. */
  isUpTo: boolean;
  /** The number of parts of unknown value, which none of these sums include. */
  unknownCount: number;
}

function readStakes({ operators }: Pick<Network, "operators">, addresses: ReadonlySet<string>): Staked[] {
  const stakes: Staked[] = [];
  for (const { address, avs } of operators.values()) {
    const stake: Staked = { operator: address, at: new Map(), whole: 0, isUpTo: false, unknownCount: 0 };
    for (const part of avs) {
      const { slashable, slashableUpTo } = part;
      stake.whole += slashableUpTo.knownUsd ?? 0;
      if (!addresses.has(part.avs)) continue;
      stake.unknownCount += slashableUpTo.unknownCount;
      if (!slashableUpTo.knownUsd) continue;
      stake.at.set(part.avs, slashableUpTo.knownUsd);
      stake.isUpTo ||= slashable.leastUsd < slashableUpTo.knownUsd * (1 - 1e-9);
    }
    if (stake.at.size > 0 || stake.unknownCount > 0) stakes.push(stake);
  }
  return stakes;
}

/** The power of an operator at an AVS: its stake there, or in the model of shared stake all that it has. */
const powerAt = ({ at, whole }: Staked, avs: string, model: Model): number =>
  !at.has(avs) ? 0 : model === "unique" ? (at.get(avs) ?? 0) : whole;

/** The stake that an operator risks at the AVSs of a supposition. */
const riskedBy = ({ at, whole }: Staked, model: Model): number =>
  model === "shared" ? whole : [...at.values()].reduce((sum, usd) => sum + usd, 0);

/**
 * Returns the local conditions of Durvasula and Roughgarden under a supposition, and the attacks that would pay, one AVS
 * at a time. Stake is the most that can be slashed, in USD: where it may be less, so may the slack.
 */
export function cascadeOf(network: Pick<Network, "operators" | "avs">, supposition: Supposition) {
  const { profits, share, model } = supposition;
  const { part, of } = FRACTIONS[share];
  const failed = new Set(supposition.failed);
  const all = readStakes(network, new Set(profits.map(({ avs }) => avs)));
  const stakes = all.filter(({ operator }) => !failed.has(operator));
  const stakeAt = new Map(
    profits.map(({ avs }) => [avs, stakes.reduce((sum, stake) => sum + powerAt(stake, avs, model), 0)]),
  );
  const nameOf = (operator: string) => network.operators.get(operator)?.name ?? null;
  const avs = profits.map(({ avs: address, profitUsd }) => {
    const own = stakes.filter((stake) => stake.at.has(address) || stake.unknownCount > 0);
    const stakeUsd = stakeAt.get(address) ?? 0;
    const attack = attackOn(stakes, address, { share, model });
    const isUncertain = own.some(({ isUpTo, unknownCount }) => isUpTo || unknownCount > 0);
    return {
      address,
      name: network.avs.get(address)?.name ?? null,
      profitUsd,
      stakeUsd,
      costUsd: attack?.costUsd ?? null,
      operatorCount: own.length,
      isUpTo: own.some(({ isUpTo }) => isUpTo),
      unknownCount: own.reduce((sum, { unknownCount }) => sum + unknownCount, 0),
      slackRatio: slackOf((part / of) * stakeUsd, profitUsd),
      pays: paysFor(profitUsd, attack?.costUsd ?? 0, isUncertain),
    };
  });
  const operators = stakes.map((stake) => {
    const loads = profits.flatMap(({ avs: address, profitUsd }) => {
      const power = powerAt(stake, address, model);
      const total = stakeAt.get(address) ?? 0;
      if (power === 0 || total === 0) return [];
      return [(profitUsd * of * power) / (part * total)];
    });
    const stakeUsd = riskedBy(stake, model);
    const loadUsd = loads.reduce((sum, load) => sum + load, 0);
    const slackRatio = slackOf(stakeUsd, loadUsd);
    return {
      address: stake.operator,
      name: nameOf(stake.operator),
      avsCount: stake.at.size,
      stakeUsd,
      loadUsd,
      slackRatio,
      isUpTo: stake.isUpTo,
      unknownCount: stake.unknownCount,
      holds: holdsOf(slackRatio, stake.isUpTo || stake.unknownCount > 0),
    };
  });
  operators.sort(
    (a, b) => (a.slackRatio ?? Infinity) - (b.slackRatio ?? Infinity) || b.stakeUsd - a.stakeUsd,
  );
  return {
    avs,
    operatorCount: operators.length,
    failingCount: operators.filter(({ holds }) => holds === false).length,
    unsureCount: operators.filter(({ holds }) => holds === null).length,
    operators: operators.slice(0, MOST_OPERATORS),
    rounds: roundsOf(stakes, supposition).map((round) =>
      round.map(({ avs: address, operators: coalition, ...attack }) => ({
        ...attack,
        address,
        name: network.avs.get(address)?.name ?? null,
        operators: coalition.slice(0, MOST_NAMED).map((one) => ({ address: one, name: nameOf(one) })),
        operatorCount: coalition.length,
      })),
    ),
  };
}

const MOST_OPERATORS = 100;
const MOST_NAMED = 12;

/** Returns by what ratio stake exceeds a load, 0 if they are equal; `null` without a load, where there is no limit. */
const slackOf = (stakeUsd: number, loadUsd: number): number | null => {
  const times = ratio(stakeUsd, loadUsd);
  return times === null ? null : times - 1;
};

/**
 * Returns whether a condition holds; `null` if some stake may not be slashable, since the parts of others would be
 * larger.
 */
const holdsOf = (slackRatio: number | null, isUncertain: boolean): Tri =>
  isUncertain ? null : slackRatio === null || slackRatio >= -1e-9;

const paysFor = (profitUsd: number, costUsd: number, isUncertain: boolean): Tri =>
  isUncertain ? null : profitUsd > costUsd;

/** Returns the cheapest coalition with the share of the power at an AVS; `null` where nobody has power. */
function attackOn(
  stakes: readonly Staked[],
  avs: string,
  { share, model }: Pick<Supposition, "share" | "model">,
): { operators: string[]; costUsd: number } | null {
  const { part, of } = FRACTIONS[share];
  const own = stakes.filter(({ at }) => at.has(avs));
  const powers = own.map((stake) => powerAt(stake, avs, model));
  const demand = (part / of) * powers.reduce((sum, power) => sum + power, 0);
  const found = cheapestCoalition(
    powers.map((power) => ({ weight: power, cost: power })),
    demand,
  );
  if (!found || own.length === 0) return null;
  return { operators: found.places.flatMap((place) => own[place]?.operator ?? []), costUsd: found.cost };
}

/** Returns the attacks that pay, round by round: stake that an attack costs is gone in the next round. */
function roundsOf(stakes: readonly Staked[], { profits, share, model }: Supposition) {
  const rounds: { avs: string; profitUsd: number; costUsd: number; operators: string[] }[][] = [];
  const fallen = new Set<string>();
  let left = [...stakes];
  for (;;) {
    const attacks = profits.flatMap(({ avs, profitUsd }) => {
      if (fallen.has(avs)) return [];
      // Where nobody has stake, nobody loses any.
      const attack = attackOn(left, avs, { share, model }) ?? { operators: [], costUsd: 0 };
      return profitUsd > attack.costUsd ? [{ avs, profitUsd, ...attack }] : [];
    });
    if (attacks.length === 0) return rounds;
    rounds.push(attacks);
    for (const { avs } of attacks) fallen.add(avs);
    // Of unique stake an attack takes only what secured the AVS itself, which has fallen.
    if (model === "shared") {
      const gone = new Set(attacks.flatMap(({ operators }) => operators));
      left = left.filter(({ operator }) => !gone.has(operator));
    }
  }
}
