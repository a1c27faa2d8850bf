import type { Page } from "@playwright/test";
import { announceWallet, settled } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

/** Announces misbehaving wallets beside the good one, before and after it and whenever wallets are requested. */
const announceStrangers = (page: Page) =>
  page.addInitScript(() => {
    const chain = (id: unknown, answer: unknown) => ({
      request: async ({ method }: { method: string }) => (method === "eth_chainId" ? id : answer),
    });
    const refusing = (error: unknown) => ({
      request: () => {
        throw error;
      },
      get on() {
        throw new Error("No events for you");
      },
    });
    const info = (uuid: string, name: unknown) => ({ uuid, rdns: `test.${uuid}`, name, icon: "" });
    const getter = {
      get info() {
        throw new Error("Nothing for you");
      },
      provider: chain("0x1", []),
    };
    const details = [
      null,
      {},
      getter,
      { provider: chain("0x1", []) },
      { info: null, provider: chain("0x1", []) },
      { info: info("unasked", "Cannot be asked"), provider: null },
      { info: { uuid: "b", rdns: "x.y", icon: "" }, provider: chain("0x1", []) },
      { info: { ...info("number", 7), icon: "https://evil.example/i.png" }, provider: chain(1, null) },
      Object.freeze({
        info: Object.freeze(info("stays", "Stays")),
        provider: Object.freeze(chain("0X89", [])),
      }),
      { info: info("throws", "Throws"), provider: refusing(null) },
      { info: info("words", "Words only"), provider: refusing("User denied the request") },
      { info: { ...info("twin", "Twin"), rdns: "org.example.test" }, provider: chain("0x1", [null]) },
    ];
    const announce = () => {
      for (const detail of details)
        window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    };
    window.addEventListener("eip6963:requestProvider", announce);
    announce();
    Object.defineProperty(window, "ethereum", {
      get() {
        throw new Error("No wallet for you");
      },
    });
  });

const wallets = (page: Page) => page.getByRole("dialog").getByRole("listitem");

for (const order of ["before", "after"])
  test(`strangers announced ${order} a good wallet are listed as far as they can be, and it signs in`, async ({
    page,
  }) => {
    if (order === "before") await announceStrangers(page);
    const wallet = await announceWallet(page);
    if (order === "after") await announceStrangers(page);
    await page.goto("/operators", settled);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    const dialog = page.getByRole("dialog");
    const listed = ["Stays", "Test Wallet", "test.number", "Throws", "Twin", "Words only", "x.y"];
    await expect(wallets(page).filter({ hasNotText: "WalletConnect" })).toHaveText(listed);
    await expect(dialog.locator("img")).toHaveCount(1);
    await expectAccessible(page);

    const alert = dialog.getByRole("alert");
    const another = () => dialog.getByRole("button", { name: "Another wallet" }).click();
    for (const [name, says] of [
      ["x.y", "x.y shows no account."],
      ["test.number", "test.number shows no account."],
      ["Stays", "Stays shows no account."],
      ["Throws", "Throws did not answer."],
      ["Twin", "Twin shows no account."],
    ] as const) {
      await dialog.getByRole("button", { name }).click();
      await expect(alert).toContainText(says);
      await another();
    }
    await dialog.getByRole("button", { name: "Words only" }).click();
    await expect(dialog.getByText("You declined the connection")).toBeVisible();
    await another();

    await dialog.getByRole("button", { name: "Test Wallet" }).click();
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(dialog).toBeHidden();
    const account = page.getByRole("button", { name: `Account ${wallet.address}` });
    await expect(account).toBeVisible();
    await page.reload(settled);
    await expect(account).toBeVisible();
  });

test("a wallet that stays on its chain, shouts its answers, or fails without a code is told apart", async ({
  page,
}) => {
  const wallet = await announceWallet(page);
  await page.addInitScript((address) => {
    let chainId: unknown = "EIP155:0x89";
    let sign: () => unknown = () => null;
    const provider = {
      request: async ({ method }: { method: string }) => {
        if (method === "eth_chainId") return chainId;
        if (method === "personal_sign") return sign();
        if (method === "wallet_switchEthereumChain") return {};
        return [address.toUpperCase()];
      },
    };
    Object.assign(window, {
      shoutFrom: (id: unknown) => {
        chainId = id;
      },
      failWith: (error: unknown) => {
        sign = () => {
          throw error;
        };
      },
    });
    const announce = () =>
      window.dispatchEvent(
        new CustomEvent("eip6963:announceProvider", {
          detail: { info: { uuid: "s", rdns: "test.shouts", name: "Shouts", icon: "" }, provider },
        }),
      );
    window.addEventListener("eip6963:requestProvider", announce);
  }, wallet.address);
  await page.goto("/operators", settled);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Shouts" }).click();
  await expect(dialog.getByText("Switch to Ethereum")).toBeVisible();
  await dialog.getByRole("button", { name: "Switch in Shouts" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Shouts could not switch by itself");
  // The planted wallet has put this function on the page's window, which no type knows.
  await page.evaluate(() => (window as unknown as { shoutFrom: (id: unknown) => void }).shoutFrom("0X01"));
  await dialog.getByRole("button", { name: "Switch in Shouts" }).click();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog.getByRole("alert")).toContainText("gave an answer that EigenWatch cannot read");
  for (const [error, says] of [
    [null, "did not sign"],
    ["User rejected", "You declined"],
    [{ error: { code: "4001" } }, "You declined"],
  ] as const) {
    await page.evaluate(
      (error) => (window as unknown as { failWith: (error: unknown) => void }).failWith(error),
      error,
    );
    await dialog.getByRole("button", { name: /^Sign in/ }).click();
    await expect(dialog.getByRole("alert")).toContainText(says);
  }
  await expectAccessible(page);
});
