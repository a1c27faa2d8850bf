import { administer } from "./administrator";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

test("a restaker puts two operators aside, goes on reading, and sees them side by side", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/operators", settled);
  await signIn(page);
  await administer("tier", wallet.address, "PRO");
  await page.reload(settled);
  const toggles = page.getByRole("button", { name: /^Compare / });
  const names = [];
  for (const index of [0, 1]) {
    const toggle = toggles.nth(index);
    names.push(((await toggle.getAttribute("aria-label")) ?? "").replace("Compare ", ""));
    await toggle.click();
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
  }
  const tray = page.getByRole("complementary", { name: "Operators to compare" });
  for (const name of names) await expect(tray).toContainText(name);
  await expectAccessible(page);

  await page.goto("/avs", settled);
  await tray.getByRole("link", { name: "Compare 2" }).click();
  await expect(page).toHaveURL(/\/compare\?operators=0x[0-9a-f]{40},0x[0-9a-f]{40}$/);
  const table = page.getByRole("table", { name: /^Operators compared/ });
  for (const name of names)
    await expect(table.getByRole("columnheader").filter({ hasText: name })).toHaveCount(1);
  // The list is sorted by value: the first has the larger one, and is marked.
  const [value, slashings] = ["Total value secured", "Slashings"].map((label) =>
    table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: label }) }),
  );
  await expect(value?.getByRole("cell").nth(0) ?? table).toContainText("best");
  await expect(value?.getByRole("cell").nth(1) ?? table).not.toContainText("best");
  await expect(slashings ?? table).toBeVisible();
  await expect(page.getByRole("img", { name: /^Value secured/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Shared AVSs" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Shared delegators" })).toBeVisible();
  await page.getByRole("link", { name: "90d" }).click();
  await expect(page).toHaveURL(/range=90d/);
  await expectAccessible(page);

  await page.reload(settled);
  // The two operators, and the network's median.
  const amounts = await (value ?? table)
    .locator("td [title^='$']")
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("title") ?? ""));
  expect(amounts).toHaveLength(3);
  await administer("tier", wallet.address, "FREE");
  for (const headers of [{ accept: "text/html" }, { rsc: "1" }] as Record<string, string>[]) {
    const response = await page.request.get(page.url(), { headers });
    expect(response.status()).toBe(200);
    const body = await response.text();
    expect(body).toContain("every metric, the best marked");
    expect(body).not.toMatch(/Shared delegators|is better/);
    for (const amount of amounts) expect(body).not.toContain(amount);
  }
});

test("a link with fewer than two operators says where to choose them", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/pricing", settled);
  await signIn(page);
  await administer("tier", wallet.address, "PRO");
  for (const asked of ["", "?operators=0xnonsense", `?operators=0x${"ab".repeat(20)},0x${"cd".repeat(20)}`]) {
    await page.goto(`/compare${asked}`, settled);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Compare operators");
    await expect(
      page.getByText(/Choose two operators or more|Fewer than two of these are operators/),
    ).toBeVisible();
  }
});
