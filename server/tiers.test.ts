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
      "account.viewer -> viewer (VISITOR)",
      "analytics.network.assets -> networkAssets (VISITOR)",
      "analytics.network.freshness -> networkFreshness (VISITOR)",
      "analytics.network.history -> networkHistory (VISITOR)",
      "analytics.network.overview -> networkOverview (VISITOR)",
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
