import { readStored, removeStored, store } from "@/app/_lib/browser";
import { listAnnounced, watchAnnounced } from "./announced";
import { type Provider, readAccounts } from "./provider";

const KEY = "eigenwatch.wallet";

/** Which wallet this browser signed in with, by the name it announces itself with. */
export const rememberWallet = (id: string): void => store(KEY, id);
export const rememberedWallet = (): string | null => readStored(KEY);
export const forgetWallet = (): void => removeStored(KEY);

/**
 * Tells which accounts the wallet shows us, first as it is now and then at every change. It needs no wallet library, so
 * that every page can afford it. Answers how to stop.
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
