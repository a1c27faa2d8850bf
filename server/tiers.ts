/** Who a person can be, from the least to the most: a visitor has no account, the others are account tiers. */
export const TIERS = ["VISITOR", "FREE", "PRO", "ENTERPRISE"] as const;
export type Tier = (typeof TIERS)[number];

/** The price list: the lowest tier that may use each feature, and the sentence that sells it. */
const ANALYTICS_FEATURES = {
  networkOverview: { tier: "VISITOR", sells: "The whole network at a glance, from the newest block read." },
  networkHistory: {
    tier: "VISITOR",
    sells: "Value secured, operators and delegators day by day since 2023.",
  },
  networkAssets: { tier: "VISITOR", sells: "Which assets the network is secured by." },
  networkConcentration: {
    tier: "VISITOR",
    sells: "How few operators hold how much of the network.",
  },
  networkRiskLevels: { tier: "VISITOR", sells: "How many operators stand at each risk level." },
  networkMovers: { tier: "VISITOR", sells: "Which operators won and lost most value in a week." },
  networkActivity: {
    tier: "VISITOR",
    sells: "Slashings, registrations and commission changes as they happen.",
  },
  networkFreshness: { tier: "VISITOR", sells: "How fresh every figure is, on every page." },
  entitySearch: { tier: "VISITOR", sells: "Find any operator, AVS, asset or staker by name or address." },
  operatorList: { tier: "VISITOR", sells: "Every operator in one table you can sort, search and filter." },
  operatorCounts: { tier: "VISITOR", sells: "How many operators are registered, active and staked." },
  operatorFilters: {
    tier: "VISITOR",
    sells: "Filter operators by the assets they hold and the AVSs they secure.",
  },
  operatorOverview: { tier: "VISITOR", sells: "An operator's identity, standing and risk level." },
  operatorHistory: { tier: "VISITOR", sells: "An operator's value, delegators and AVSs day by day." },
  operatorAssets: { tier: "VISITOR", sells: "Which assets make up an operator's value." },
  operatorScreener: { tier: "PRO", sells: "Sort and filter operators by risk score and risk level." },
  operatorScore: { tier: "PRO", sells: "The risk score, its three components and the confidence behind it." },
} as const satisfies Record<string, Price>;

const ACCOUNT_FEATURES = {
  viewer: { tier: "VISITOR", sells: "Who you are here and which tier you have." },
  signIn: { tier: "VISITOR", sells: "Sign in with your wallet: a message, no transaction, no gas." },
  reauthentication: { tier: "FREE", sells: "Your wallet confirms what matters before it happens." },
  sessions: { tier: "FREE", sells: "See every browser that is signed in, and sign out any of them." },
  profile: { tier: "FREE", sells: "A name of your own beside your wallet's address." },
  emails: { tier: "FREE", sells: "Up to three verified addresses for what you want to be told." },
  preferences: { tier: "FREE", sells: "Your theme and currency, wherever you sign in." },
  watchlist: { tier: "FREE", sells: "Watch five operators, AVSs and assets, and see what changed." },
  unlimitedWatchlist: { tier: "PRO", sells: "Watch as many operators, AVSs and assets as you like." },
  securityLog: { tier: "FREE", sells: "Everything that happened to your account, with time and device." },
  accountData: { tier: "FREE", sells: "Take all your data with you, or delete it, at any time." },
} as const satisfies Record<string, Price>;

export const FEATURES = { ...ANALYTICS_FEATURES, ...ACCOUNT_FEATURES };

export interface Price {
  tier: Tier;
  sells: string;
}
export type AnalyticsFeature = keyof typeof ANALYTICS_FEATURES;
export type AccountFeature = keyof typeof ACCOUNT_FEATURES;
export type Feature = AnalyticsFeature | AccountFeature;

/** The account features that need an account: all but those for visitors. */
export type MemberFeature = {
  [F in AccountFeature]: (typeof ACCOUNT_FEATURES)[F]["tier"] extends "VISITOR" ? never : F;
}[AccountFeature];

export const isAccountFeature = (feature: Feature): feature is AccountFeature => feature in ACCOUNT_FEATURES;

export const isMemberFeature = (feature: AccountFeature): feature is MemberFeature =>
  FEATURES[feature].tier !== "VISITOR";

/** True when a person of this tier may use the feature. */
export function mayUse(tier: Tier, feature: Feature): boolean {
  return TIERS.indexOf(tier) >= TIERS.indexOf(FEATURES[feature].tier);
}
