import { readStored, removeStored, store } from "@/app/_browser/browser";
import { listAnnounced, watchAnnounced } from "./announced";
import { type Provider, readAccounts } from "./provider";

const KEY = "eigenwatch.wallet";

/** Stores which wallet this browser signed in with, by the id that it announces. */
export const rememberWallet = (id: string): void => store(KEY, id);
export const rememberedWallet = (): string | null => readStored(KEY);
export const forgetWallet = (): void => removeStored(KEY);

/**
 * Calls back with the accounts that the wallet shows, now and at every change. It uses no wallet library, so that
 * every page can afford it. Returns a function that stops it.
 */
export function watchAccounts(
  id: string,
  onAccounts: (accounts: string[], change: "found" | "changed") => void,
): () => void {
  let provider: Provider | undefined;
  const onChange = (accounts: unknown) => onAccounts(readAccounts(accounts) ?? [], "changed");
  const look = () => {
    if (provider) return;
    provider = listAnnounced().find((wallet) => wallet.id === id)?.provider;
    if (!provider) return;
    provider.on("accountsChanged", onChange);
    void provider
      .request({ method: "eth_accounts" })
      .then((accounts) => onAccounts(readAccounts(accounts) ?? [], "found"))
      .catch(() => {});
  };
  const stop = watchAnnounced(look);
  look();
  return () => {
    stop();
    provider?.removeListener("accountsChanged", onChange);
  };
}
