import { expect, type Locator, type Page } from "@playwright/test";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

type Question = { method: string; params?: unknown[] };
type Answer = { result: unknown } | { code: number; message: string };
type InPage = Window & { emitFromWallet?: (event: string, value: unknown) => void };

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23f6851b'/%3E%3Cpath d='M9 12h14v10H9z' fill='%23fff'/%3E%3C/svg%3E";

/** Waits until the page listens: earlier presses are lost. */
export const settled = { waitUntil: "networkidle" } as const;

/** Waits until React has taken over an element: a menu that is opened earlier does not focus its first item. */
export const untilHydrated = (part: Locator) =>
  expect
    .poll(() => part.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps"))))
    .toBe(true);

/**
 * Adds a wallet that the page finds by EIP-6963 and EIP-1193; it signs outside the browser. It stays connected
 * over reloads, and `declines` holds the methods that its owner rejects.
 */
export async function announceWallet(page: Page, name = "Test Wallet") {
  const wallet = {
    accounts: [privateKeyToAccount(generatePrivateKey())],
    chainId: 1,
    isConnected: false,
    declines: new Set<string>(),
    /** The methods that the page has called. */
    asked: [] as string[],
    /** Returned in place of a real signature. */
    signature: undefined as string | undefined,
    get address() {
      return this.accounts[0]?.address ?? "0x";
    },
    emit: (event: string, value: unknown) =>
      page.evaluate(([event, value]) => (window as InPage).emitFromWallet?.(event, value), [
        event,
        value,
      ] as const),
    async switchAccount() {
      wallet.accounts = [privateKeyToAccount(generatePrivateKey())];
      await wallet.emit("accountsChanged", [wallet.address]);
    },
    async disconnect() {
      wallet.isConnected = false;
      await wallet.emit("accountsChanged", []);
    },
  };

  const answer = async ({ method, params = [] }: Question): Promise<Answer> => {
    wallet.asked.push(method);
    if (wallet.declines.has(method)) return { code: 4001, message: "User rejected the request." };
    if (method === "eth_chainId") return { result: `0x${wallet.chainId.toString(16)}` };
    if (method === "eth_accounts") return { result: wallet.isConnected ? [wallet.address] : [] };
    if (method === "eth_requestAccounts") {
      wallet.isConnected = true;
      return { result: [wallet.address] };
    }
    if (method === "wallet_switchEthereumChain") {
      wallet.chainId = Number((params[0] as { chainId: string }).chainId);
      await wallet.emit("chainChanged", `0x${wallet.chainId.toString(16)}`);
      return { result: null };
    }
    if (method === "personal_sign") {
      const raw = params[0] as `0x${string}`;
      return { result: wallet.signature ?? (await wallet.accounts[0]?.signMessage({ message: { raw } })) };
    }
    return { code: 4200, message: `${method} is not supported.` };
  };

  await page.exposeFunction("askTestWallet", answer);
  await page.addInitScript(
    ({ name, icon }) => {
      const ask = (window as Window & { askTestWallet?: (question: Question) => Promise<Answer> })
        .askTestWallet;
      const listeners = new Map<string, Set<(value: unknown) => void>>();
      const provider = {
        request: async (question: Question) => {
          const said = await ask?.(question);
          if (said && "result" in said) return said.result;
          throw Object.assign(new Error(said?.message), { code: said?.code });
        },
        on: (event: string, listener: (value: unknown) => void) => {
          listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
        },
        removeListener: (event: string, listener: (value: unknown) => void) => {
          listeners.get(event)?.delete(listener);
        },
      };
      (window as InPage).emitFromWallet = (event, value) => {
        for (const listener of listeners.get(event) ?? []) listener(value);
      };
      const detail = Object.freeze({
        info: Object.freeze({
          uuid: "6f1de1a6-1b1c-4f0a-9c5e-0c7a4b1f5d10",
          name,
          icon,
          rdns: "org.example.test",
        }),
        provider,
      });
      const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
      window.addEventListener("eip6963:requestProvider", announce);
      announce();
    },
    { name, icon: ICON },
  );
  return wallet;
}

/** Connects and signs in from any page. */
export async function signIn(page: Page, name = "Test Wallet") {
  await page.getByRole("button", { name: "Connect", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name }).click();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.waitFor({ state: "hidden" });
}
