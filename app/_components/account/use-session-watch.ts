"use client";

import { useEffect, useRef } from "react";
import { REMOTE_ID, type Relay } from "@/app/_wallet/relay";
import { endRemote, watchRemote } from "@/app/_wallet/remote-wallet";
import { forgetWallet, rememberedWallet, watchAccounts } from "@/app/_wallet/wallet-accounts";
import { readSession } from "./session";

const EVERY_MILLISECONDS = 8 * 60_000;
const AT_MOST_EVERY_MILLISECONDS = 15_000;

type Events = {
  /** Called when the session ended, belongs to another account, or has another tier. */
  onEnd: () => void;
  /** Called when the wallet shows another account, or none. */
  onLeave: (because: string) => Promise<void>;
};

/** Keeps a session alive while its page is visible, and notices when it ends or the wallet changes account. */
export function useSessionWatch(
  viewer: { tier: string; address: string | null },
  relay: Relay | undefined,
  events: Events,
) {
  const { address, tier } = viewer;
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });

  useEffect(() => {
    if (!address) return;
    let readAt = performance.now();
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      if (performance.now() - readAt < AT_MOST_EVERY_MILLISECONDS) return;
      readAt = performance.now();
      const session = await readSession();
      if (session === undefined) return;
      if (session?.address.toLowerCase() !== address.toLowerCase() || session.tier !== tier)
        latest.current.onEnd();
    };
    const timer = setInterval(look, EVERY_MILLISECONDS);
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [address, tier]);

  // A sign-out in this tab is handled at once; this is for sessions that ended elsewhere.
  useEffect(() => {
    if (address || !rememberedWallet()) return;
    void readSession().then((session) => {
      if (session !== null) return;
      forgetWallet();
      endRemote("everything");
    });
  }, [address]);

  useEffect(() => {
    const wallet = rememberedWallet();
    if (!address || !wallet) return;
    let isLeaving = false;
    const onAccounts: Parameters<typeof watchAccounts>[1] = ([shown], change) => {
      const isOther = shown !== undefined && shown.toLowerCase() !== address.toLowerCase();
      // A wallet that was already locked when the page opened shows no account; that does not end the session.
      const isGone = shown === undefined && change === "changed";
      if (isLeaving || !(isOther || isGone)) return;
      isLeaving = true;
      void latest.current.onLeave(
        isOther ? "Your wallet shows another account now." : "Your wallet was disconnected.",
      );
    };
    return wallet !== REMOTE_ID ? watchAccounts(wallet, onAccounts) : relay && watchRemote(relay, onAccounts);
  }, [address, relay]);
}
