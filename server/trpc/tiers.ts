import { inWords } from "../format";

/** The tiers from the lowest: a visitor has no account, the others are account tiers. */
export const TIERS = ["VISITOR", "FREE", "PRO", "ENTERPRISE"] as const;
export type Tier = (typeof TIERS)[number];

/** How many of each thing a tier and the tiers above may have; `null` is no limit. Sentences interpolate these. */
export const QUANTITIES = {
  /** Operators, AVSs and strategies on a watchlist. */
  watched: { FREE: 5, PRO: null },
  /** Rows of a list in one CSV file. */
  csvRows: { VISITOR: 100, PRO: null },
  /** Operators side by side. */
  compared: { PRO: 5 },
  /** Mail addresses of an account, verified or not. */
  emailAddresses: { FREE: 3 },
} as const satisfies Record<string, Partial<Record<Tier, number | null>>>;

/** The price list: the lowest tier that may use each feature, and the sentence that sells it. */
const ANALYTICS_FEATURES = {
  networkOverview: { tier: "VISITOR", sells: "The whole network at a glance, from the newest block read." },
  networkHistory: {
    tier: "VISITOR",
    sells: "Value secured, operators and delegators day by day since 2023.",
  },
  networkStrategies: { tier: "VISITOR", sells: "The strategies that secure the network." },
  networkConcentration: {
    tier: "VISITOR",
    sells: "How much of the network the largest operators hold.",
  },
  networkVerdicts: { tier: "VISITOR", sells: "How many operators, and how much stake, each verdict covers." },
  networkMovers: { tier: "VISITOR", sells: "The operators that won and lost most stake in a week." },
  networkActivity: {
    tier: "VISITOR",
    sells: "Slashings, registrations and commission changes as they happen.",
  },
  csvSample: { tier: "VISITOR", sells: `The first ${QUANTITIES.csvRows.VISITOR} rows of every list as CSV.` },
  csvExport: {
    tier: "PRO",
    own: true,
    sells: "Every row of a list as CSV, filtered and sorted as you see it.",
  },
  operatorComparison: {
    tier: "PRO",
    sells: `Two to ${inWords(QUANTITIES.compared.PRO)} operators side by side: every metric, the best marked, what they share.`,
  },
  logos: { tier: "VISITOR", sells: "The logo that an operator or AVS declares, from our own host." },
  siteMap: { tier: "VISITOR", sells: "A map of every operator, AVS and strategy for search engines." },
  networkFreshness: { tier: "VISITOR", sells: "How fresh every figure is, on every page." },
  entitySearch: { tier: "VISITOR", sells: "Find any operator, AVS, strategy or staker by name or address." },
  operatorList: { tier: "VISITOR", sells: "Every operator in one table you can sort, search and filter." },
  operatorCounts: { tier: "VISITOR", sells: "How many operators are registered, active and staked." },
  operatorFilters: {
    tier: "VISITOR",
    sells: "Filter operators by the strategies they hold and the AVSs they secure.",
  },
  operatorOverview: { tier: "VISITOR", sells: "An operator's identity, standing and verdict." },
  operatorVerdict: {
    tier: "VISITOR",
    sells: "Whether an operator can be trusted: six questions, each with its answer and evidence.",
  },
  operatorLeaving: {
    tier: "VISITOR",
    sells: "Whether you can leave an operator in time, and the last day to leave before a change.",
  },
  operatorMove: {
    tier: "PRO",
    own: true,
    sells: "What a move from one operator to another would change: verdict, exposure, worst case and splits.",
  },
  operatorHistory: { tier: "VISITOR", sells: "An operator's value, delegators and AVSs day by day." },
  operatorStrategyShares: { tier: "VISITOR", sells: "Which strategies make up an operator's value." },
  operatorScreener: { tier: "PRO", sells: "Operators with their risk score, and sorted by it." },
  operatorScore: { tier: "PRO", sells: "The risk score, its three components and the confidence behind it." },
  operatorStrategySummary: {
    tier: "VISITOR",
    sells: "How many strategies an operator holds, and which leads.",
  },
  operatorStrategyList: {
    tier: "PRO",
    own: true,
    sells: "Each strategy's value, share, utilization, slashed part and delegators.",
  },
  operatorAvsSummary: { tier: "VISITOR", sells: "How many AVSs an operator secures, and with how much." },
  operatorAvsList: {
    tier: "VISITOR",
    sells: "Which AVSs an operator secures and secured before, and since when.",
  },
  operatorAvsDetail: {
    tier: "PRO",
    own: true,
    sells: "Allocated value, split, operator sets and cycles at each AVS, and registrations over time.",
  },
  operatorDelegatorSummary: {
    tier: "VISITOR",
    sells: "How many delegators an operator has, and how evenly they share.",
  },
  operatorDelegatorList: {
    tier: "PRO",
    own: true,
    sells: "Value, share and strategies of each delegator; who joins and who leaves.",
  },
  operatorDelegatorRaw: {
    tier: "ENTERPRISE",
    sells: "The raw HHI, Gini and variation of an operator's delegators.",
  },
  operatorAllocationSummary: {
    tier: "VISITOR",
    sells: "How much of each strategy is allocated and slashable.",
  },
  operatorSlashable: {
    tier: "VISITOR",
    sells: "What each AVS can slash of an operator, now and once announced, and the last day to leave.",
  },
  operatorAllocationHistory: {
    tier: "VISITOR",
    sells: "What an operator has allocated to AVSs, day by day.",
  },
  operatorAllocationList: {
    tier: "PRO",
    own: true,
    sells: "Allocations by operator set and strategy, with pending changes and their effect block.",
  },
  operatorAllocationRaw: { tier: "ENTERPRISE", sells: "The raw concentration of an operator's allocations." },
  operatorWorstCase: { tier: "VISITOR", sells: "What an operator loses when every AVS slashes it." },
  operatorWorstCaseDetail: {
    tier: "PRO",
    own: true,
    sells: "What breaks first: the loss by AVS, by strategy and by delegator.",
  },
  operatorCommissionSummary: {
    tier: "VISITOR",
    sells: "An operator's commission beside the network's median.",
  },
  operatorCommissionDetail: {
    tier: "PRO",
    own: true,
    sells: "Every rate, pending and past, and its yearly cost.",
  },
  operatorRiskSummary: {
    tier: "VISITOR",
    sells: "The pipeline's risk level of an operator, and what it means.",
  },
  operatorRiskDetail: {
    tier: "PRO",
    sells: "Each driver of the score in words, with stability, growth and volatility.",
  },
  operatorRiskRaw: {
    tier: "ENTERPRISE",
    sells: "The raw metrics of risk and how much data stands behind them.",
  },
  operatorActivity: {
    tier: "VISITOR",
    sells: "Every event of an operator, by kind and by page.",
  },
  operatorChainCheck: {
    tier: "VISITOR",
    sells: "An operator's delay, slashed parts and PI split beside the contracts' own answers.",
  },
  operatorChainDetail: {
    tier: "PRO",
    own: true,
    sells: "What an operator promised of each strategy, and its split for each AVS, checked on chain.",
  },
  avsList: { tier: "VISITOR", sells: "Every AVS by operators, value behind it and what it can slash." },
  avsCounts: { tier: "VISITOR", sells: "How many AVSs there are, and how many of them could slash today." },
  avsOverview: { tier: "VISITOR", sells: "An AVS's standing: operators, allocated and slashable value." },
  avsOperatorSets: { tier: "VISITOR", sells: "An AVS's operator sets with what is allocated to each." },
  avsStrategies: { tier: "VISITOR", sells: "Which strategies an AVS could slash, and how much of each." },
  avsRegistrations: { tier: "VISITOR", sells: "Operators that joined and left an AVS, day by day." },
  avsAllocationHistory: { tier: "VISITOR", sells: "What operators have allocated to an AVS, day by day." },
  avsCommissions: { tier: "VISITOR", sells: "The part of an AVS's rewards that its operators keep." },
  avsOperators: { tier: "VISITOR", sells: "Which operators secure an AVS, and since when." },
  avsChainCheck: {
    tier: "VISITOR",
    sells: "The slashers and recipients of an AVS's sets as the contracts name them now.",
  },
  avsLoss: { tier: "VISITOR", sells: "What breaks first: the loss if an AVS slashes, in one number." },
  avsSecurity: {
    tier: "VISITOR",
    sells: "What the security of an AVS is worth: its economic ceiling, and the operators behind it.",
  },
  entityList: {
    tier: "VISITOR",
    sells: "The brands and node operators behind operators, with the evidence.",
  },
  entityOverview: {
    tier: "VISITOR",
    sells: "One entity: its operators, their stake, AVSs and slashings together.",
  },
  strategyList: { tier: "VISITOR", sells: "Every strategy by value, price, operators and what is at stake." },
  strategyCounts: { tier: "VISITOR", sells: "How many strategies hold stake, and what it is worth." },
  strategyOverview: {
    tier: "VISITOR",
    sells: "A strategy's token, exchange rate, price and value restaked.",
  },
  strategyHistory: { tier: "VISITOR", sells: "A strategy's value restaked, day by day." },
  strategyPrices: { tier: "VISITOR", sells: "A strategy's price, day by day since 2023." },
  strategyOperators: { tier: "VISITOR", sells: "Which operators hold a strategy, and their part of it." },
  strategyAvs: { tier: "VISITOR", sells: "Which AVSs could slash a strategy, and how much of it." },
  stakerOverview: { tier: "VISITOR", sells: "A staker's operator, and the date of the delegation." },
  ownStake: { tier: "FREE", sells: "All of your own stake: by strategy, and how much each AVS could take." },
  ownMove: {
    tier: "FREE",
    sells: "Your own stake with another operator: before, after, and in the 14 days between.",
  },
  slashingList: { tier: "VISITOR", sells: "Every slashing: the operator, the AVS, the loss and the reason." },
  slashingCounts: { tier: "VISITOR", sells: "How many slashings there were, and their estimated losses." },
  avsAllocators: { tier: "PRO", sells: "What each operator allocates to an AVS, and its commission there." },
  avsLossDetail: {
    tier: "PRO",
    sells: "The loss when an AVS slashes: by operator, by strategy, and the largest losers.",
  },
  avsSecurityDetail: {
    tier: "PRO",
    sells: "An AVS's ceiling by set, share and power, the fewest to halt it, and what AVSs share.",
  },
  avsCascade: {
    tier: "PRO",
    sells: "A what-if of attacks that pay: the profit you type for each AVS against its stake.",
  },
  strategyHolders: {
    tier: "PRO",
    sells: "Value, shares, utilization and delegators of every holder of a strategy.",
  },
  stakerDetail: {
    tier: "PRO",
    sells: "All of a staker's stake: strategies, exposure to each AVS and the worst case.",
  },
  stakerMove: { tier: "PRO", sells: "What a staker's own stake would risk with another operator." },
} as const satisfies Record<string, Price>;

const ACCOUNT_FEATURES = {
  viewer: { tier: "VISITOR", sells: "Your account on this site and its tier." },
  signIn: { tier: "VISITOR", sells: "Sign in with your wallet: a message, no transaction, no gas." },
  reauthentication: { tier: "FREE", sells: "Your wallet confirms sensitive changes before they happen." },
  sessions: { tier: "FREE", sells: "See every browser that is signed in, and sign out any of them." },
  profile: { tier: "FREE", sells: "A name of your own beside your wallet's address." },
  emails: {
    tier: "FREE",
    sells: `Up to ${inWords(QUANTITIES.emailAddresses.FREE)} verified addresses for what you want to be told.`,
  },
  preferences: { tier: "FREE", sells: "Your theme and currency, wherever you sign in." },
  watchlist: {
    tier: "FREE",
    sells: `Watch ${inWords(QUANTITIES.watched.FREE)} operators, AVSs and strategies, and see what changed.`,
  },
  unlimitedWatchlist: { tier: "PRO", sells: "Watch as many operators, AVSs and strategies as you like." },
  securityLog: { tier: "FREE", sells: "Every sign-in and change of your account, with time and device." },
  accountData: { tier: "FREE", sells: "Take all your data with you, or delete it, at any time." },
} as const satisfies Record<string, Price>;

export const FEATURES = { ...ANALYTICS_FEATURES, ...ACCOUNT_FEATURES };

export interface Price {
  tier: Tier;
  sells: string;
  /** Whether an operator's own wallet may use it for that operator, whatever its tier. */
  own?: true;
}
export type AnalyticsFeature = keyof typeof ANALYTICS_FEATURES;
export type AccountFeature = keyof typeof ACCOUNT_FEATURES;
export type Feature = AnalyticsFeature | AccountFeature;

/** The account features that need an account. */
export type MemberFeature = {
  [F in AccountFeature]: (typeof ACCOUNT_FEATURES)[F]["tier"] extends "VISITOR" ? never : F;
}[AccountFeature];

export const isAccountFeature = (feature: Feature): feature is AccountFeature => feature in ACCOUNT_FEATURES;

export const isMemberFeature = (feature: AccountFeature): feature is MemberFeature =>
  FEATURES[feature].tier !== "VISITOR";

/** Returns whether a tier may use the feature. */
export function mayUse(tier: Tier, feature: Feature): boolean {
  return TIERS.indexOf(tier) >= TIERS.indexOf(FEATURES[feature].tier);
}

/**
 * Returns whether the viewer may use the feature for this subject, the requested address: by tier, or because the
 * subject is the viewer's own wallet and the feature is open to it.
 */
export function mayUseFor(
  viewer: { tier: Tier; account?: { address: string } },
  feature: Feature,
  subject: string | undefined,
): boolean {
  if (mayUse(viewer.tier, feature)) return true;
  const { own } = FEATURES[feature] as Price;
  return own === true && subject !== undefined && viewer.account?.address === subject.toLowerCase();
}
