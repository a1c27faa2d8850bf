import { settled } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

const ETHER_FI_2 = "/operators/0x4bd479a34450d0cb1f5ef16a877bee47e1e4cdb9";

test("a restaker finds that five operators are one brand, and reads why", async ({ page }) => {
  await page.goto("/", settled);
  const concentration = page.getByRole("table", { name: /spread over operators, brands and node operators/ });
  const third = concentration.getByRole("row", { name: /Fewest that hold 33 %/ }).getByRole("cell");
  await expect(third).toHaveText(["5", "1", "2"]);
  await page.getByRole("link", { name: "known entity" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Entities");
  const entities = page.getByRole("table", { name: "Entities" }).locator("tbody tr");
  await expect(entities).toHaveCount(33);
  await expectAccessible(page);

  await entities.first().getByRole("link", { name: "ether.fi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("ether.fi");
  const operators = page.getByRole("table", { name: "Its operators", exact: true }).locator("tbody tr");
  await expect(operators).toHaveCount(20);
  await expect(
    operators.filter({ hasText: "ether.fi-8 - DSRV" }).getByRole("link", { name: "DSRV", exact: true }),
  ).toHaveAttribute("href", "/entities/dsrv");
  await expect(operators.first()).toContainText("No red flag");
  const evidence = page.getByText("Its name is number 8 of the series and its website is ether.fi.");
  await expect(evidence).toBeHidden();
  await page.getByText("Evidence for each of 20 operators").click();
  await expect(evidence).toBeVisible();
  await expectAccessible(page);
});

test("the list of operators is narrowed to an entity, and widened again", async ({ page }) => {
  await page.goto("/entities/p2p-org", settled);
  await page.getByRole("link", { name: "In the list of operators" }).click();
  await expect(page).toHaveURL(/\/operators\?status=all&entity=p2p-org$/);
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(10);
  await page.getByRole("button", { name: "Remove filter: Belongs to: P2P.org" }).click();
  await expect(rows).toHaveCount(50);
  await expect(page).toHaveURL(/\/operators\?status=all$/);
});

test("an operator says which brand it is part of and who runs it", async ({ page }) => {
  await page.goto(ETHER_FI_2, settled);
  const header = page.getByRole("main").locator("header").first();
  await expect(header).toContainText("part of ether.fi, run by P2P.org");
  await header.getByRole("link", { name: "P2P.org", exact: true }).click();
  await expect(page).toHaveURL(/\/entities\/p2p-org$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("P2P.org");
});

test("search, file, map and picture know an entity, and nobody is none", async ({ page, request }) => {
  await page.goto("/entities", settled);
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill("pier two");
  await expect(palette.getByRole("group", { name: "Brands and node operators" })).toContainText(
    "4 operators",
  );
  await palette.getByRole("option", { name: /^Pier Two 4 operators/ }).click();
  await expect(page).toHaveURL(/\/entities\/pier-two$/);

  const file = await (await request.get("/api/csv/entity-operators?entity=pier-two")).text();
  const [heading, ...lines] = file.trim().split(/\r?\n/);
  expect(heading).toContain("evidence");
  expect(lines).toHaveLength(4);
  expect(await (await request.get("/sitemap/entities-0.xml")).text()).toContain("/entities/pier-two</loc>");
  const picture = await request.get("/entities/pier-two/opengraph-image");
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
  expect((await request.get("/entities/nobody")).status()).toBe(404);
});
