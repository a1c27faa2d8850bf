import type { Facts } from "@/db/analytics/facts/facts";
import type { AllocationChange, Announcement, InForce, Slashability, SlashableReason } from "./allocations";
import type { ChainFacts, ChainSet } from "./chain-facts";
import type { Clocks } from "./clocks/clocks";
import type { SplitBenchmark } from "./commission";
import type { Spread } from "./concentration";
import type { Entity } from "./entities/entity";
import type { Exposure } from "./exposure";
import type { Membership } from "./membership";
import type { Change, Operator } from "./operator";
import type { ScoreCheck } from "./scores";
import type { AvsSecurity } from "./security/security";
import type { SlashedHistory } from "./slashing/slashed-history";
import type { ValueBeforeSlash } from "./slashing/value-before-slash";
import type { Tri, UsdSum } from "./unknown";
import type { Verdict } from "./verdict/verdict";

/**
 * The whole network of one run of the pipeline: every operator, AVS, operator set, strategy, allocation, split and
 * slashing, linked by their ids, priced and judged. Plain data that never changes: it is swapped whole.
 * Money is US dollars, shares and magnitudes are bigint, ratios 0..1, unknown is `null`.
 */
export interface Network {
  /** Identifies the run: all checkpoints and the newest snapshot. */
  run: string;
  /** The wall clock when the facts were read. */
  readAt: Date;
  clocks: Clocks;
  /** Answers of the contracts; `null` where the chain is not asked, or has not answered yet. */
  chain: ChainFacts | null;
  source: DataSource;
  totals: NetworkTotals;
  /** Largest first. */
  operators: Map<string, Operator>;
  avs: Map<string, Avs>;
  /** The economic ceiling of each AVS, by its address. */
  security: Map<string, AvsSecurity>;
  /** Known groups of operators by their slug, the largest first. */
  entities: Map<string, Entity>;
  /** Operator sets by id, "<avs>-<number>". */
  operatorSets: Map<string, OperatorSet>;
  /** Largest first. */
  strategies: Map<string, Strategy>;
  /** The largest first, without allocations that are 0 and have no pending change. */
  allocations: Allocation[];
  /** Newest first. */
  slashings: Slashing[];
  /** Every change of a split once, newest first. */
  commissionChanges: Facts["commissionChanges"];
  /** The pipeline's own sums, newest day first. */
  networkDays: Facts["networkDays"];
  /** The days of every operator's `trendUsd`, oldest first. */
  trendDays: string[];
  /** The parts that slashes took of the pipeline's daily values, by operator and strategy. */
  slashedHistories: SlashedHistory[];
  /** The part of an operator's value that a slashed strategy was before its first slash, by "<operator>-<strategy>". */
  valuesBeforeSlash: Map<string, ValueBeforeSlash>;
  /** The verdict on each operator, by its address. */
  verdicts: Map<string, Verdict>;
  announcements: Announcement[];
  allocationChanges: AllocationChange[];
}

/** The database's description of itself, and the data in it that could not be used. */
export interface DataSource {
  isDemo: boolean;
  provenance: string | null;
  /** The demo's description of its data: what is real, modelled or fictional. */
  metadata: Record<string, unknown> | null;
  missingTables: string[];
  emptyTables: string[];
  /** Cells with implausible values, and blocks too new for the clock. */
  implausible: { table: string; column: string; count: number }[];
  syncs: Facts["syncs"];
}

/** The change of the network's value, over the positions that are known exactly on both days. */
export interface KnownChange {
  day: string;
  /** `null` if there is no such position. */
  nowUsd: number | null;
  /** The value on that day, at that day's prices, after the slashes up to that day. */
  thenUsd: number | null;
  /** `null` if these positions are too small a part of today's value. */
  ratio: number | null;
  /** How many positions neither sum includes. */
  leftOutCount: number;
}

/** How the network's stake is spread over its operators, one by one or as groups, and how many of them have stake. */
export interface StakeSpread extends Spread {
  /** `null` where no delegation was read. */
  stakedCount: number | null;
}

export interface NetworkTotals extends Exposure {
  value: UsdSum;
  spreads: { operators: StakeSpread; brands: StakeSpread; nodeOperators: StakeSpread };
  change30d: KnownChange | null;
  operatorCount: number;
  /** How many operators are surely active; `null` if that is 0 and some are not known. */
  activeOperatorCount: number | null;
  /** How many operators may be active: it is not known. */
  activityUnknownCount: number;
  delegatorCount: number | null;
  /** How many operators have an unknown number of delegators, which is therefore not included. */
  delegatorUnknownCount: number;
  avsCount: number;
  strategyCount: number;
  /** `null` if slashings were not read. */
  slashingCount: number | null;
  slashedOperatorCount: number | null;
  lost: UsdSum;
  /** The protocol's default split, for operators that set none, in basis points. */
  defaultSplitBps: number | null;
  /** Quartiles of the PI splits of operators with stake, defaults included. */
  piBenchmark: SplitBenchmark | null;
  /** Whether the pipeline's scores follow the published formula. */
  scoreCheck: ScoreCheck;
}

export interface Allocation extends Omit<Exposure, "allocationCount" | "pendingCount"> {
  operator: string;
  avs: string;
  operatorSet: string;
  setNumber: number;
  strategy: string;
  /** The magnitude in effect now, and the announced one. */
  force: InForce;
  effectAt: Date | null;
  allocatedAt: Date | null;
  allocatedAtBlock: number | null;
  /** The magnitude in effect as a part of the operator's whole stake in the strategy, 0..1. */
  ratio: number | null;
  /** The part of the operator's stake that the set can slash now, at most; 0 if it cannot. */
  atRiskRatio: number | null;
  /** The part that the set can slash at most once every announced change is in effect. */
  announcedAtRiskRatio: number | null;
  /** The value after the announced change; `null` if no change is pending. */
  announced: UsdSum | null;
  membership: Membership;
  isStrategyInSet: Tri;
  /** Whether a set can slash it now. */
  slashability: Slashability;
  /** Whether a set can slash it once every announced change is in effect. */
  announcedSlashability: Slashability;
  reason: SlashableReason;
}

export interface Slashing {
  id: number;
  slashedAt: Date | null;
  blockNumber: number | null;
  operator: string;
  avs: string;
  operatorSet: string;
  setNumber: number | null;
  /** The reason that the AVS gave, unchecked. */
  reason: string | null;
  transactionHash: string | null;
  /** The strategies in which stake was slashed, the largest loss first. */
  parts: SlashedPart[];
  lost: UsdSum;
}

interface SlashedPart {
  strategy: string;
  /** The slashed fraction of the operator's whole stake in the strategy, times 10^18. */
  wadSlashed: bigint | null;
  lostShares: bigint | null;
  /** The lost value in USD, at today's rate and price. */
  lostUsd: number | null;
  isUpperBound: boolean;
}

export interface OperatorSet extends Exposure {
  id: string;
  avs: string;
  number: number;
  createdAtBlock: number | null;
  /** The contracts' answers about it; `null` if they were not asked. */
  chain: ChainSet | null;
  /** `null` if not known: then every allocation counts. */
  strategies: string[] | null;
  /** Operators with an allocation to the set, in effect or announced. */
  operators: string[];
  slashings: number[];
  lastActivityAt: Date | null;
  /** Operators that the pipeline ever saw in it: members, with an allocation now or once, or slashed by it. */
  everOperators: string[];
  /** Whether the sets of every operator at the AVS are known. */
  areMembersKnown: boolean;
}

export interface Avs extends Exposure {
  address: string;
  name: string | null;
  description: string | null;
  website: string | null;
  twitter: string | null;
  hasLogo: boolean;
  /** Addresses of the operators that secure it now, the largest first. */
  operators: string[];
  /** Addresses of the operators that may secure it: it is not known. */
  unknownOperators: string[];
  /** How many operators surely secure it; `null` if that is 0 and some may. */
  operatorCount: number | null;
  /** How many operators secured it 30 days ago, as far as the AVSDirectory shows. */
  operatorCount30dAgo: number | null;
  /** The whole value of its operators, of which it can slash only a part. */
  value: UsdSum;
  delegatorCount: number | null;
  /** Ids of the known sets, by number; there may be others. */
  sets: string[];
  medianSplitBps: number | null;
  slashings: number[];
  /** `null` if slashings were not read. */
  slashingCount: number | null;
  lost: UsdSum;
}

export interface Strategy extends Exposure {
  address: string;
  token: string | null;
  symbol: string | null;
  name: string | null;
  decimals: number | null;
  logo: string | null;
  /** Underlying tokens for one share. */
  exchangeRate: number | null;
  rateUpdatedAt: Date | null;
  priceUsd: number | null;
  pricedAt: Date | null;
  priceSource: string | null;
  isProxyPrice: boolean;
  proxySymbol: string | null;
  value: UsdSum;
  shares: bigint | null;
  /** Addresses of operators with stake in it, the largest first. */
  operators: string[];
  delegatorCount: number | null;
  /** AVSs with an allocation in this strategy. */
  avs: string[];
  change7d: Change | null;
  change30d: Change | null;
}
