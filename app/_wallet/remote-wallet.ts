import { loadCode } from "@/app/_browser/code";
import type { Relay } from "./relay";
import type { RemoteWallet } from "./wallet-connect";

let opened: Promise<RemoteWallet> | undefined;

type Library = typeof import("./wallet-connect");
const loadLibrary = () => import("./wallet-connect");

/** Returns the wallet on another device. `load` loads its library at the first call, and may give up. */
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

/**
 * Calls `onAccounts` for every change of the accounts that the wallet shows, also one missed while away. Returns
 * a function that stops it.
 */
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

/** Ends the pairing, or everything, on the other device. Loads nothing when there is no such wallet. */
export const endRemote = (what: "pairing" | "everything"): void =>
  void opened?.then((remote) => (what === "pairing" ? remote.cancel() : remote.end())).catch(() => {});
