import type { AnyProcedure } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { appRouter } from "./router";
import { type AnyFeature, STAFF_FEATURES } from "./staff";
import { FEATURES, type Feature, mayUse, mayUseFor, type Price, TIERS } from "./tiers";

/** Reads the facts that `procedureFor` stores on each procedure. */
const all = { ...FEATURES, ...STAFF_FEATURES };
const isFeature = z.custom<AnyFeature>((name) => typeof name === "string" && Object.hasOwn(all, name));
const priceOf = (feature: AnyFeature) => {
  const price = all[feature];
  return typeof price === "string" ? `role ${price}` : price.tier;
};
const noted = z.object({ _def: z.object({ meta: z.object({ feature: isFeature }) }) });

test("prices every procedure", () => {
  const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
    const { feature } = noted.parse({ ...procedure })._def.meta;
    return `${path} -> ${feature} (${priceOf(feature)})`;
  });
  expect(procedures.sort()).toMatchInlineSnapshot(`
    [
      "account.admin.accounts.endSessions -> changeAccounts (role admin)",
      "account.admin.accounts.list -> readAccounts (role support)",
      "account.admin.accounts.overview -> readAccounts (role support)",
      "account.admin.accounts.setRole -> changeAccounts (role admin)",
      "account.admin.settings.change -> siteSettings (role admin)",
      "account.admin.settings.get -> siteSettings (role admin)",
      "account.audit.list -> securityLog (FREE)",
      "account.data.delete -> accountData (FREE)",
      "account.data.export -> accountData (FREE)",
      "account.emails.add -> emails (FREE)",
      "account.emails.list -> emails (FREE)",
      "account.emails.remove -> emails (FREE)",
      "account.emails.resend -> emails (FREE)",
      "account.emails.setPrimary -> emails (FREE)",
      "account.emails.update -> emails (FREE)",
      "account.emails.verify -> emails (FREE)",
      "account.preferences.get -> preferences (FREE)",
      "account.preferences.update -> preferences (FREE)",
      "account.profile.get -> profile (FREE)",
      "account.profile.update -> profile (FREE)",
      "account.session.nonce -> signIn (VISITOR)",
      "account.session.reauthenticate -> reauthentication (FREE)",
      "account.sessions.list -> sessions (FREE)",
      "account.sessions.revoke -> sessions (FREE)",
      "account.sessions.revokeOthers -> sessions (FREE)",
      "account.viewer -> viewer (VISITOR)",
      "account.watchlist.add -> watchlist (FREE)",
      "account.watchlist.happened -> watchlist (FREE)",
      "account.watchlist.keys -> watchlist (FREE)",
      "account.watchlist.list -> watchlist (FREE)",
      "account.watchlist.remove -> watchlist (FREE)",
      "account.watchlist.visit -> watchlist (FREE)",
      "analytics.avs.allocated -> avsAllocationHistory (VISITOR)",
      "analytics.avs.allocators -> avsAllocators (PRO)",
      "analytics.avs.cascade -> avsCascade (PRO)",
      "analytics.avs.commissions -> avsCommissions (VISITOR)",
      "analytics.avs.counts -> avsCounts (VISITOR)",
      "analytics.avs.list -> avsList (VISITOR)",
      "analytics.avs.loss -> avsLoss (VISITOR)",
      "analytics.avs.lossDetail -> avsLossDetail (PRO)",
      "analytics.avs.operators -> avsOperators (VISITOR)",
      "analytics.avs.overview -> avsOverview (VISITOR)",
      "analytics.avs.registrations -> avsRegistrations (VISITOR)",
      "analytics.avs.security -> avsSecurity (VISITOR)",
      "analytics.avs.securityDetail -> avsSecurityDetail (PRO)",
      "analytics.avs.sets -> avsOperatorSets (VISITOR)",
      "analytics.avs.strategies -> avsStrategies (VISITOR)",
      "analytics.chain.avs -> avsChainCheck (VISITOR)",
      "analytics.chain.mine -> ownStake (FREE)",
      "analytics.chain.operator -> operatorChainCheck (VISITOR)",
      "analytics.chain.operatorDetail -> operatorChainDetail (PRO)",
      "analytics.chain.staker -> stakerDetail (PRO)",
      "analytics.chain.status -> networkFreshness (VISITOR)",
      "analytics.csv.rowLimit -> csvSample (VISITOR)",
      "analytics.entities.avs -> entityOverview (VISITOR)",
      "analytics.entities.counts -> entityList (VISITOR)",
      "analytics.entities.list -> entityList (VISITOR)",
      "analytics.entities.operators -> entityOverview (VISITOR)",
      "analytics.entities.overview -> entityOverview (VISITOR)",
      "analytics.entities.slashings -> entityOverview (VISITOR)",
      "analytics.network.activity -> networkActivity (VISITOR)",
      "analytics.network.concentration -> networkConcentration (VISITOR)",
      "analytics.network.data -> networkFreshness (VISITOR)",
      "analytics.network.demo -> networkFreshness (VISITOR)",
      "analytics.network.freshness -> networkFreshness (VISITOR)",
      "analytics.network.history -> networkHistory (VISITOR)",
      "analytics.network.movers -> networkMovers (VISITOR)",
      "analytics.network.overview -> networkOverview (VISITOR)",
      "analytics.network.strategies -> networkStrategies (VISITOR)",
      "analytics.network.syncStatus -> networkFreshness (VISITOR)",
      "analytics.network.verdicts -> networkVerdicts (VISITOR)",
      "analytics.operators.activity -> operatorActivity (VISITOR)",
      "analytics.operators.allocations.history -> operatorAllocationHistory (VISITOR)",
      "analytics.operators.allocations.list -> operatorAllocationList (PRO)",
      "analytics.operators.allocations.pending -> operatorAllocationList (PRO)",
      "analytics.operators.allocations.raw -> operatorAllocationRaw (ENTERPRISE)",
      "analytics.operators.allocations.shares -> operatorAllocationList (PRO)",
      "analytics.operators.allocations.slashable -> operatorSlashable (VISITOR)",
      "analytics.operators.allocations.summary -> operatorAllocationSummary (VISITOR)",
      "analytics.operators.avs.detail -> operatorAvsDetail (PRO)",
      "analytics.operators.avs.list -> operatorAvsList (VISITOR)",
      "analytics.operators.avs.periods -> operatorAvsDetail (PRO)",
      "analytics.operators.avs.summary -> operatorAvsSummary (VISITOR)",
      "analytics.operators.commission.changes -> operatorCommissionDetail (PRO)",
      "analytics.operators.commission.figures -> operatorCommissionDetail (PRO)",
      "analytics.operators.commission.rates -> operatorCommissionDetail (PRO)",
      "analytics.operators.commission.summary -> operatorCommissionSummary (VISITOR)",
      "analytics.operators.compare -> operatorComparison (PRO)",
      "analytics.operators.counts -> operatorCounts (VISITOR)",
      "analytics.operators.delegators.bands -> operatorDelegatorList (PRO)",
      "analytics.operators.delegators.flow -> operatorDelegatorList (PRO)",
      "analytics.operators.delegators.list -> operatorDelegatorList (PRO)",
      "analytics.operators.delegators.raw -> operatorDelegatorRaw (ENTERPRISE)",
      "analytics.operators.delegators.summary -> operatorDelegatorSummary (VISITOR)",
      "analytics.operators.filters -> operatorFilters (VISITOR)",
      "analytics.operators.history -> operatorHistory (VISITOR)",
      "analytics.operators.leaving -> operatorLeaving (VISITOR)",
      "analytics.operators.list -> operatorList (VISITOR)",
      "analytics.operators.move -> operatorMove (PRO)",
      "analytics.operators.names -> operatorOverview (VISITOR)",
      "analytics.operators.overview -> operatorOverview (VISITOR)",
      "analytics.operators.risk.detail -> operatorRiskDetail (PRO)",
      "analytics.operators.risk.history -> operatorRiskDetail (PRO)",
      "analytics.operators.risk.raw -> operatorRiskRaw (ENTERPRISE)",
      "analytics.operators.risk.summary -> operatorRiskSummary (VISITOR)",
      "analytics.operators.risk.volatility -> operatorRiskDetail (PRO)",
      "analytics.operators.score -> operatorScore (PRO)",
      "analytics.operators.screener -> operatorScreener (PRO)",
      "analytics.operators.strategies.list -> operatorStrategyList (PRO)",
      "analytics.operators.strategies.shares -> operatorStrategyShares (VISITOR)",
      "analytics.operators.strategies.summary -> operatorStrategySummary (VISITOR)",
      "analytics.operators.verdict -> operatorVerdict (VISITOR)",
      "analytics.operators.worstCase.detail -> operatorWorstCaseDetail (PRO)",
      "analytics.operators.worstCase.summary -> operatorWorstCase (VISITOR)",
      "analytics.search.addressCounts -> siteMap (VISITOR)",
      "analytics.search.addresses -> siteMap (VISITOR)",
      "analytics.search.query -> entitySearch (VISITOR)",
      "analytics.slashing.accounts -> slashingCounts (VISITOR)",
      "analytics.slashing.counts -> slashingCounts (VISITOR)",
      "analytics.slashing.list -> slashingList (VISITOR)",
      "analytics.slashing.operators -> slashingCounts (VISITOR)",
      "analytics.stakers.detail -> stakerDetail (PRO)",
      "analytics.stakers.mine -> ownStake (FREE)",
      "analytics.stakers.move -> stakerMove (PRO)",
      "analytics.stakers.moveMine -> ownMove (FREE)",
      "analytics.stakers.overview -> stakerOverview (VISITOR)",
      "analytics.strategies.avs -> strategyAvs (VISITOR)",
      "analytics.strategies.counts -> strategyCounts (VISITOR)",
      "analytics.strategies.history -> strategyHistory (VISITOR)",
      "analytics.strategies.holders -> strategyHolders (PRO)",
      "analytics.strategies.list -> strategyList (VISITOR)",
      "analytics.strategies.operators -> strategyOperators (VISITOR)",
      "analytics.strategies.overview -> strategyOverview (VISITOR)",
      "analytics.strategies.prices -> strategyPrices (VISITOR)",
    ]
  `);
});

test("has no mutation among the analytics procedures", () => {
  const procedures = Object.entries<AnyProcedure>(appRouter._def.procedures as never);
  const analytics = procedures.filter(([path]) => path.startsWith("analytics."));
  expect(analytics.length).toBeGreaterThan(40);
  expect(analytics.filter(([, procedure]) => procedure._def.type !== "query")).toEqual([]);
});

test("sells every feature in one sentence", () => {
  for (const { sells } of Object.values(FEATURES)) expect(sells).toMatch(/^[A-Z].{15,100}\.$/);
});

test("lets a higher tier do all that a lower one may", () => {
  for (const feature of Object.keys(FEATURES) as (keyof typeof FEATURES)[]) {
    const may = TIERS.map((tier) => mayUse(tier, feature));
    expect(may).toEqual(may.toSorted());
    expect(may.at(-1)).toBe(true);
  }
});

const OWN = "0x00000000000000000000000000000000000000aa";
const ANOTHERS = "0x00000000000000000000000000000000000000bb";
const features = Object.keys(FEATURES) as Feature[];

test("opens a paid feature to a wallet for its own data alone, and only where its price says so", () => {
  const paid = features.filter((feature) => !mayUse("FREE", feature));
  const free = { tier: "FREE", account: { address: OWN } } as const;
  const opened = paid.filter((feature) => mayUseFor(free, feature, OWN.toUpperCase().replace("0X", "0x")));
  expect(opened).toEqual(paid.filter((feature) => (FEATURES[feature] as Price).own === true));
  expect(opened).toContain("csvExport");
  for (const feature of paid) {
    expect(mayUseFor(free, feature, ANOTHERS), feature).toBe(false);
    expect(mayUseFor(free, feature, undefined), feature).toBe(false);
    expect(mayUseFor({ tier: "VISITOR" }, feature, OWN), feature).toBe(false);
    expect(mayUseFor({ tier: "VISITOR" }, feature, undefined), feature).toBe(false);
  }
});
