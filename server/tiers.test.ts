import { expect, test } from "vitest";
import { appRouter } from "./router";
import { FEATURES, type Feature, mayUse, TIERS } from "./tiers";

test("prices every procedure", () => {
  const known = appRouter._def.procedures as unknown as Record<
    string,
    { _def: { meta: { feature: Feature } } }
  >;
  const procedures = Object.entries(known).map(([path, procedure]) => {
    const { feature } = procedure._def.meta;
    return `${path} -> ${feature} (${FEATURES[feature].tier})`;
  });
  expect(procedures.sort()).toMatchInlineSnapshot(`
    [
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
      "account.watchlist.keys -> watchlist (FREE)",
      "account.watchlist.list -> watchlist (FREE)",
      "account.watchlist.remove -> watchlist (FREE)",
      "account.watchlist.visit -> watchlist (FREE)",
      "analytics.network.activity -> networkActivity (VISITOR)",
      "analytics.network.assets -> networkAssets (VISITOR)",
      "analytics.network.concentration -> networkConcentration (VISITOR)",
      "analytics.network.freshness -> networkFreshness (VISITOR)",
      "analytics.network.history -> networkHistory (VISITOR)",
      "analytics.network.movers -> networkMovers (VISITOR)",
      "analytics.network.overview -> networkOverview (VISITOR)",
      "analytics.network.riskLevels -> networkRiskLevels (VISITOR)",
      "analytics.operators.assets -> operatorAssets (VISITOR)",
      "analytics.operators.counts -> operatorCounts (VISITOR)",
      "analytics.operators.filters -> operatorFilters (VISITOR)",
      "analytics.operators.history -> operatorHistory (VISITOR)",
      "analytics.operators.list -> operatorList (VISITOR)",
      "analytics.operators.overview -> operatorOverview (VISITOR)",
      "analytics.operators.score -> operatorScore (PRO)",
      "analytics.operators.screener -> operatorScreener (PRO)",
      "analytics.search.query -> entitySearch (VISITOR)",
    ]
  `);
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
