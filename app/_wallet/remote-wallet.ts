import { loadCode } from "@/app/_lib/code";
import type { RemoteWallet } from "./wallet-connect";

/** How wallets on other devices are reached: whom a relay knows us as, where it is, and the chains we ask for. */
export type Relay = { projectId: string; url: string; chainIds: readonly number[] };

export const REMOTE_ID = "walletConnect";

let opened: Promise<RemoteWallet> | undefined;

type Library = typeof import("./wallet-connect");
const loadLibrary = () => import("./wallet-connect");

/** The wallet on another device. `load` loads its library with the first call; it may give up. */
export function openRemote(
  relay: Relay,
  load: (library: () => Promise<Library>) => Promise<Library | undefined> = loadCode,
): Promise<RemoteWallet> {
  opened ??= load(loadLibrary)
    .then((library) => {
      if (!library) throw new Error("The code of WalletConnect did not load.");
      return library.openRemoteWallet(relay);
    })
    .catch((error) => {
      opened = undefined;
      throw error;
    });
  return opened;
}

/** Tells of every change of the accounts that the wallet shows, as one that was missed while away. Answers how to stop. */
export function watchRemote(relay: Relay, onAccounts: (accounts: string[], change: "changed") => void) {
  let stop: (() => void) | undefined;
  let isOver = false;
  void openRemote(relay)
    .then((remote) => {
      if (!isOver) stop = remote.watch(({ accounts }) => onAccounts(accounts, "changed"));
    })
    .catch(() => {});
  return () => {
    isOver = true;
    stop?.();
  };
}

/** Tells the wallet on another device that this is over; nothing loads when there is none. */
export const endRemote = (what: "pairing" | "everything"): void =>
  void opened?.then((remote) => (what === "pairing" ? remote.cancel() : remote.end())).catch(() => {});
