import { expect, type Page, test } from "@playwright/test";
import { TABS, tabHref } from "@/app/operators/[address]/tabs";
import { who } from "../db/testing/habits/world";
import { administerAt } from "./administrator";
import { type RealPipelineServer, realPipelineUrl, startRealPipelineServer } from "./real-pipeline-server";
import { announceWallet, settled, signIn } from "./wallet";
import { expectAccessible } from "./watched";

/** Texts that no page may show where something is not known, or known to be otherwise. */
const NEVER = /NaN|Infinity|Invalid Date|undefined|\bnull\b|\$[\d,.]+T\b|495,996|above average/;

const entities = (operator: string) => TABS.map((tab) => tabHref(operator, tab));
const LISTS = ["/", "/operators", "/avs", "/strategies", "/slashings"];
const PAGES = [...LISTS, "/status", "/compare", "/move", "/watchlist"];
const UNKNOWN_ENTITIES = [
  ...entities(who.steady),
  `/avs/${who.eigenDa}`,
  `/strategies/${who.usd}`,
  `/stakers/${who.steady}`,
];

const EVERYBODY = [
  ...PAGES,
  ...[who.steady, who.slashed].flatMap(entities),
  ...[who.eigenDa, who.quiet].map((address) => `/avs/${address}`),
  ...[who.usd, who.eur].map((address) => `/strategies/${address}`),
  ...[who.slashed, who.forced].map((address) => `/stakers/${address}`),
  `/compare?operators=${who.steady},${who.slashed}`,
  `/move?from=${who.steady}&to=${who.pending}`,
];

test.use({ baseURL: realPipelineUrl });
test.describe.configure({ mode: "serial" });
let site: RealPipelineServer;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  site = await startRealPipelineServer();
});
test.afterAll(async () => await site?.stop());

/** Opens every page without JavaScript, before any facts were read. */
async function expectNothingYet(read: (path: string, status: number) => Promise<string>) {
  for (const path of PAGES) expect(await read(path, 200), path).not.toMatch(NEVER);
  for (const path of UNKNOWN_ENTITIES)
    expect(await read(path, 404), path).toContain("Nothing lives at this address");
  expect(await read("/", 200)).toContain("No figures yet");
  expect(await read("/operators", 200)).toContain("Operators are not known yet");
  expect(await read("/avs", 200)).toContain("AVSs are not known yet");
  expect(await read("/strategies", 200)).toContain("Strategies are not known yet");
  expect(await read("/slashings", 200)).toContain("Slashings are not known");
  for (const path of LISTS) expect(await read(path, 200), path).not.toMatch(/\$0|\b0 %|100 %|[Nn]ever/);
}

/** Returns a function that opens a page and returns its visible text. */
const readerOf =
  (page: Page) =>
  async (path: string, status = 200): Promise<string> => {
    expect((await page.goto(path))?.status(), path).toBe(status);
    // biome-ignore lint/performance/useDomNodeTextContent: only the visible text counts
    return await page.locator("main").innerText();
  };

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a database without any table: every page answers, and says what is not there yet", async ({
    page,
  }) => {
    const read = readerOf(page);
    await expectNothingYet(read);
    expect(await read("/status")).toMatch(/Tables that are missing\s+aggregation_\w+, .*operators, /);
  });

  test("tables without a row are noticed, and say the same", async ({ page }) => {
    const read = readerOf(page);
    await site.makeTables();
    await expect.poll(() => read("/status"), { timeout: 30_000 }).toMatch(/Tables that are missing\s+none/);
    expect(await read("/status")).toMatch(/Tables that are empty\s+aggregation_\w+, .*operators, /);
    await expectNothingYet(read);
  });

  test("rows with all habits of a real pipeline: a visitor reads what is known", async ({ page }) => {
    const read = readerOf(page);
    await site.writeRows();
    await expect.poll(() => read("/operators"), { timeout: 30_000 }).toContain("Steady");

    const home = await read("/");
    expect(home).toMatch(/Total value secured\s+\$1\.38K/);
    expect(home).toMatch(/5 active of 5/);
    expect(home).toMatch(/Allocated to AVSs\s+\$548\.00\s+40 % of the priced stake/);
    expect(home).toMatch(/Not enough known\s+\d/);
    expect(home).toMatch(/50 % of its whole USD, estimated \$200\.00, recipient not known/);

    const operators = await read("/operators");
    expect(operators).toMatch(/Steady\s[^$]*\$1\.00K\s[\s\S]*Slashed\s[^$]*Slashed 1×[^$]*\$200\.00/);
    const avs = await read("/avs");
    expect(avs).toMatch(/EigenDA[^$]*\$523\.00[^$]*up to \$523\.00[^$]*\$1\.33K/);
    expect(avs).toMatch(/Sets[^$]*\$25\.00[^$]*up to \$25\.00[^$]*\$50\.00/);
    const eigenDa = await read(`/avs/${who.eigenDa}`);
    expect(eigenDa).toMatch(/Allocated to it\s+\$523\.00\s+up to \$523\.00[^$]*slashable/);
    expect(eigenDa).toMatch(/Slashings\s+1\s+by this AVS/);
    expect(eigenDa).toMatch(/recipient not known\s+slasher not known/);
    expect(await read("/slashings")).toMatch(/50 % of USD\s+\$200\.00/);
    expect(await read(`/operators/${who.slashed}`)).toMatch(
      /\$200\.00\s+estimated loss in 1 slashing by 1 AVS/,
    );
    expect(await read(`/operators/${who.slashed}`)).toContain("Slashed on 1 May 2026");
    const steady = await read(`/operators/${who.steady}`);
    expect(steady).toMatch(/PI split\s+5 %\s+1 AVS split, 7 %\s+median —/);
    expect(steady).toMatch(/Registered\s+—\s[\s\S]*Delegation\s+not known/);
    expect(await read(`/operators/${who.pending}`)).toMatch(/PI split\s+10 %\s+no AVS split set/);

    const status = await read("/status");
    expect(status).toMatch(/Newest block read\s+25,468,595/);
    expect(status).toMatch(/Tables that are empty\s+.*pipeline_checkpoints/);
    expect(status).toMatch(/Implausible: operator_analytics, growth_rate_30d\s+5 cells/);

    for (const path of EVERYBODY) expect(await read(path), path).not.toMatch(NEVER);
  });
});

test("a viewer who may see everything reads the same figures in every tab", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/settings/profile", settled);
  await signIn(page);
  await administerAt(site.dataDir, "tier", wallet.address, "ENTERPRISE");
  await expect(async () => {
    await page.goto(`/operators/${who.slashed}/strategies`, settled);
    await expect(page.getByRole("table", { name: "Strategies of this operator" })).toBeVisible();
  }).toPass();
  const read = readerOf(page);
  const of = (operator: string, tab: string) => read(`/operators/${operator}/${tab}`);

  expect(await of(who.slashed, "strategies")).toMatch(/USD\s[^$]*\$200\.00\s*100 %[\s\S]*\s50 %\s*$/);
  expect(await of(who.steady, "avs")).toMatch(/EigenDA[^$]*\$500\.00\s+7 %\s+its own split/);
  expect(await of(who.bySet, "avs")).toMatch(/Sets[^$]*Through operator sets\s+\$25\.00\s+10 %/);
  expect(await of(who.steady, "delegators")).toMatch(/\+3 joined\s+−2 left\s+1 of them by force/);
  expect(await of(who.steady, "allocations")).toMatch(/EigenDA[^$]*membership not known\s+USD\s+\$500\.00/);
  expect(await of(who.pending, "allocations")).toMatch(/20 %\s+60 %\s+\$60\.00\s+25,518,995/);
  expect(await of(who.pending, "commission")).toMatch(
    /Programmatic incentives\s+10 %\s+15 %\s+from 8 Jul 2026/,
  );
  expect(await of(who.slashed, "risk")).toMatch(/Growth, 30 d\s+—/);
  expect(await of(who.slashed, "risk")).not.toMatch(/Slashings\s+9|above median/);
  expect(await of(who.slashed, "activity")).toMatch(/Slashed by EigenDA set 0 · 50 % of USD/);
  expect(await read(`/stakers/${who.slashed}`)).toMatch(/Stake\s+\$100\.00[\s\S]*50 % of USD/);
  const rest = [
    ...entities(who.slashed),
    `/avs/${who.eigenDa}`,
    `/compare?operators=${who.steady},${who.slashed}`,
    `/move?from=${who.steady}&to=${who.pending}`,
    `/move?from=${who.bySet}&to=${who.slashed}`,
  ];
  for (const path of rest) expect(await read(path), path).not.toMatch(NEVER);
  await expectAccessible(page);
});
