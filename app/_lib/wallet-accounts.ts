type Provider = {
  request: (question: { method: string }) => Promise<unknown>;
  on?: (event: "accountsChanged", listener: (accounts: unknown) => void) => void;
  removeListener?: (event: "accountsChanged", listener: (accounts: unknown) => void) => void;
};
type Announcement = CustomEvent<{ info: { rdns: string }; provider: Provider }>;

const KEY = "eigenwatch.wallet";

/** Which wallet this browser signed in with, by the name it announces itself with. */
export const rememberWallet = (id: string) => localStorage.setItem(KEY, id);
export const rememberedWallet = () => localStorage.getItem(KEY);
export const forgetWallet = () => localStorage.removeItem(KEY);

const addresses = (accounts: unknown) =>
  Array.isArray(accounts) ? accounts.filter((one): one is string => typeof one === "string") : [];

/**
 * Tells which accounts the wallet shows us, first as it is now and then at every change. It needs no wallet library, so
 * that every page can afford it. Answers how to stop.
 */
export function watchAccounts(
  id: string,
  onAccounts: (accounts: string[], change: "found" | "changed") => void,
): () => void {
  let provider: Provider | undefined;
  const onChange = (accounts: unknown) => onAccounts(addresses(accounts), "changed");
  const use = (found: Provider) => {
    if (provider) return;
    provider = found;
    provider.on?.("accountsChanged", onChange);
    void provider
      .request({ method: "eth_accounts" })
      .then((accounts) => onAccounts(addresses(accounts), "found"))
      .catch(() => {});
  };
  const onAnnounce = (event: Event) => {
    const { detail } = event as Announcement;
    if (detail?.info?.rdns === id) use(detail.provider);
  };
  window.addEventListener("eip6963:announceProvider", onAnnounce);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  const { ethereum } = window as Window & { ethereum?: Provider };
  if (id === "injected" && ethereum) use(ethereum);
  return () => {
    window.removeEventListener("eip6963:announceProvider", onAnnounce);
    provider?.removeListener?.("accountsChanged", onChange);
  };
}
