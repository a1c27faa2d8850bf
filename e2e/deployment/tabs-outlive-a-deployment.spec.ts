import { expect, type Page, test } from "@playwright/test";
import { announceWallet, settled, signIn } from "../wallet";
import { expectAccessible } from "../watched";
import { copyUrl, deployCopy } from "./deployed-copy";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
const UPDATED = "EigenWatch has been updated";

// The first copy may need a build too.
test.setTimeout(900_000);
test.use({ baseURL: copyUrl });
let copy: Awaited<ReturnType<typeof deployCopy>> | undefined;
test.beforeAll(async () => {
  test.setTimeout(900_000);
  copy = await deployCopy();
});
test.afterAll(async () => await copy?.remove());

const isNew = (page: Page) => page.evaluate(() => "eigenwatchVersion" in window);
const untilNew = (page: Page) => page.waitForFunction(() => "eigenwatchVersion" in window);
const search = (page: Page) => page.getByRole("button", { name: /^Search operators/ }).first();
const loadAgain = (page: Page) => page.getByRole("button", { name: "Load the page again" });

test("tabs that are open while a new version is deployed stay readable, and come to it by one press", async ({
  context,
}) => {
  const open = async (path: string) => {
    const page = await context.newPage();
    await announceWallet(page);
    await page.goto(path, settled);
    return page;
  };
  const list = await open("/operators?sort=delegators");
  const form = await open("/settings/profile");
  await signIn(form);
  await form.getByLabel("Display name").fill("Half typed");
  const switching = await open("/settings/profile");
  await switching.getByLabel("Display name").fill("Typed beside a switch");
  const waiting = await open("/strategies");
  const late = await open("/slashings");

  // The old version's answer arrives after the deployment.
  let arrive = () => {};
  const deployed = new Promise<void>((done) => {
    arrive = done;
  });
  const answered = new Promise<void>((done) => {
    void late.route(`**/operators/${EIGENYIELDS}?_rsc=*`, async (route) => {
      const response = await route.fetch();
      done();
      await deployed;
      await route.fulfill({ response });
    });
  });
  await late.locator(`main a[href="/operators/${EIGENYIELDS}"]`).first().click();
  await answered;

  await copy?.stop();
  const updated = copy?.update();
  await test.step("while nothing is served, pages stay and the next one is waited for", async () => {
    await waiting.getByRole("link", { name: "AVSs" }).first().click();
    await expect(waiting.getByText("EigenWatch cannot be reached. The page will open")).toBeVisible();
    await expect(waiting).toHaveURL("/strategies");
    await expect(waiting.getByRole("heading", { level: 1 })).toBeVisible();
    const compare = list.getByRole("button", { name: /^Compare / }).first();
    await compare.click();
    await expect(compare).toHaveAttribute("aria-pressed", "true");
    expect(await list.getByRole("row").count()).toBeGreaterThan(1);
  });
  await updated;

  await test.step("the page that was waited for opens", async () => {
    await expect(waiting).toHaveURL("/avs");
    await untilNew(waiting);
    await expect(waiting.getByRole("heading", { level: 1, name: "AVSs" })).toBeVisible();
  });

  await test.step("a page whose code is gone says so, and is loaded again at its address", async () => {
    arrive();
    await expect(late.getByRole("heading", { level: 1, name: UPDATED })).toBeVisible();
    await expect(late).toHaveURL(`/operators/${EIGENYIELDS}`);
    await expectAccessible(late);
    await late.unrouteAll();
    await loadAgain(late).click();
    await expect(late.getByRole("heading", { level: 1 })).toContainText("EigenYields");
    await expect(late).toHaveURL(`/operators/${EIGENYIELDS}`);
    expect(await isNew(late)).toBe(true);
  });

  await test.step("typed text stays", async () => {
    await search(form).click();
    await expect(form.getByRole("dialog", { name: UPDATED })).toBeVisible();
    await expect(form.getByLabel("Display name")).toHaveValue("Half typed");
    expect(await isNew(form)).toBe(false);
    await loadAgain(form).click();
    await untilNew(form);
    await expect(form).toHaveURL("/settings/profile");
    await expect(form.getByLabel("Display name")).toHaveValue("Half typed");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("Name saved")).toBeVisible();
    await search(form).click();
    await expect(form.getByRole("dialog").getByRole("combobox")).toBeFocused();
  });

  await test.step("typed text also stays where opening a page brings the new version by itself", async () => {
    expect(await isNew(switching)).toBe(false);
    await switching.getByRole("button", { name: "Amounts in USD: show ETH" }).click();
    await untilNew(switching);
    await expect(switching.getByLabel("Display name")).toHaveValue("Typed beside a switch");
  });

  await test.step("the next version is offered as this one was", async () => {
    expect(await list.getByRole("row").count()).toBeGreaterThan(1);
    expect(await isNew(list)).toBe(false);
    await search(list).click();
    await expect(list.getByRole("dialog", { name: UPDATED })).toBeVisible();
    await loadAgain(list).click();
    await untilNew(list);
    await expect(list).toHaveURL("/operators?sort=delegators");
    await list.waitForLoadState("networkidle");
    await list.route("**/_next/static/chunks/*.js", (route) => route.fulfill({ status: 404, body: "Gone" }));
    await search(list).click();
    await expect(list.getByRole("dialog", { name: UPDATED })).toBeVisible();
    await expect(loadAgain(list)).toBeVisible();
  });
});
