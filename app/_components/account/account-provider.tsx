"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { openChannel } from "@/app/_browser/browser";
import { askForCode } from "@/app/_browser/missing-code";
import { Extra } from "@/app/_failures/extra";
import type { Relay } from "@/app/_wallet/relay";
import { endRemote } from "@/app/_wallet/remote-wallet";
import type { SignatureRequest } from "@/app/_wallet/signature-request";
import { forgetWallet } from "@/app/_wallet/wallet-accounts";
import type { Purpose } from "@/server/auth/statements";
import type { Tier } from "@/server/trpc/tiers";
import { notify } from "../ui/toasts";
import { closeSession, openSession, readSession } from "./session";
import { useSessionWatch } from "./use-session-watch";

export type Viewer = {
  tier: Tier;
  /** The EIP-55 address; `null` for a visitor. */
  address: string | null;
  displayName: string | null;
};

type Account = {
  viewer: Viewer;
  /** Opens the dialog. Resolves to true once the browser is signed in. */
  signIn: () => Promise<boolean>;
  /**
   * Asks the account's own wallet to sign for this purpose. Resolves to true once `hand` has accepted the
   * message.
   */
  askSignature: (purpose: Exclude<Purpose, "signIn">, hand: SignatureRequest["hand"]) => Promise<boolean>;
  signOut: (because?: string) => Promise<void>;
  /** Switches to the visitor's pages after the session ended, and shows `text` as the reason. */
  leave: (text: string, detail?: string) => void;
  /** Loads the wallet code ahead of a click. */
  prepare: () => void;
};

const loadDialog = () => import("@/app/_wallet/signature-dialog");
type SignatureDialog = typeof import("@/app/_wallet/signature-dialog")["SignatureDialog"];

const AccountContext = createContext<Account | null>(null);

export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error("useAccount needs an AccountProvider above it");
  return account;
}

/**
 * Provides the signed-in account and the one dialog that asks wallets. No wallet code loads before the dialog
 * opens.
 */
export function AccountProvider({
  viewer: told,
  chainIds,
  relay,
  site,
  children,
}: {
  viewer: Viewer;
  chainIds: number[];
  /** The WalletConnect relay for wallets on other devices, if one is configured. */
  relay: Relay | undefined;
  /** The origin that a signed message has to name. */
  site: string;
  children: React.ReactNode;
}) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [wallets] = useState({ chainIds, relay });
  // Shows a sign-in or sign-out at once, before the server has rendered it.
  const [sooner, setSooner] = useState<{ viewer: Viewer; than: Viewer }>();
  const viewer = sooner?.than === told ? sooner.viewer : told;
  const [request, setRequest] = useState<SignatureRequest>();
  const [SignatureDialog, setDialog] = useState<SignatureDialog>();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<Element>(null);

  /** Renders the page again on the server and drops the account's cached queries. */
  const renew = useCallback(() => {
    queryClient.removeQueries({
      predicate: ({ queryKey }) => JSON.stringify(queryKey).includes('"account"'),
    });
    router.refresh();
  }, [queryClient, router]);

  const ask = useCallback(async (purpose: Purpose, hand: SignatureRequest["hand"]) => {
    opener.current = document.activeElement;
    const module = await askForCode(loadDialog);
    if (!module) return false;
    setDialog(() => module.SignatureDialog);
    return await new Promise<boolean>((settle) => {
      setRequest({ purpose, hand, settle });
      setOpen(true);
    });
  }, []);

  const leave = useCallback(
    (text: string, detail?: string) => {
      forgetWallet();
      endRemote("everything");
      setSooner({ than: told, viewer: { tier: "VISITOR", address: null, displayName: null } });
      tellOthers();
      renew();
      notify({ tone: "done", text, ...(detail && { detail }) });
    },
    [told, renew],
  );
  const account = useMemo<Account>(
    () => ({
      viewer,
      signIn: async () => {
        const isDone = await ask("signIn", async (signed) => {
          const refused = await openSession(signed);
          if (refused) return refused;
          const { tier, displayName } = (await readSession()) ?? { tier: "FREE", displayName: null };
          // The second line of the message is the wallet's EIP-55 address.
          setSooner({
            than: told,
            viewer: { tier, displayName, address: signed.message.split("\n")[1] ?? null },
          });
          return undefined;
        });
        if (isDone) {
          tellOthers();
          renew();
        }
        return isDone;
      },
      askSignature: ask,
      signOut: async (because) => {
        const problem = await closeSession();
        if (problem) {
          notify({ tone: "problem", text: "You are still signed in", detail: problem });
          return;
        }
        leave("Signed out", because);
      },
      leave,
      prepare: () => void loadDialog().catch(() => {}),
    }),
    [viewer, told, ask, renew, leave],
  );
  // The "Connect" button disappears on sign-in, so the focus moves to the menu in its place.
  const shown = useRef(viewer.address);
  useEffect(() => {
    if (shown.current !== viewer.address && document.activeElement === document.body)
      document.getElementById("account")?.focus({ preventScroll: true });
    shown.current = viewer.address;
  }, [viewer.address]);

  const close = (isDone: boolean) => {
    setOpen(false);
    request?.settle(isDone);
  };
  const onFailed = () => {
    close(false);
    setRequest(undefined);
    notify({
      tone: "problem",
      text: "The wallet dialog stopped working",
      detail: "Nothing was signed. Load the page again to try once more.",
    });
  };
  return (
    <AccountContext value={account}>
      {children}
      <Extra>
        <SessionWatch viewer={viewer} relay={wallets.relay} onEnd={renew} onLeave={account.signOut} />
      </Extra>
      {request && SignatureDialog && (
        <Extra onFailed={onFailed}>
          <SignatureDialog
            open={isOpen}
            request={request}
            owner={request.purpose === "signIn" ? undefined : (viewer.address ?? undefined)}
            {...wallets}
            site={site}
            opener={opener.current}
            onClose={close}
          />
        </Extra>
      )}
    </AccountContext>
  );
}

type SessionWatchProps = {
  viewer: Viewer;
  relay: Relay | undefined;
  onEnd: () => void;
  onLeave: (because: string) => Promise<void>;
};

/** Notices when the session ends or changes: on the server, in the wallet, or in another tab of this browser. */
function SessionWatch({ viewer, relay, onEnd, onLeave }: SessionWatchProps) {
  useSessionWatch(viewer, relay, { onEnd, onLeave });
  useEffect(() => {
    const channel = openChannel(CHANNEL, onEnd);
    return channel.close;
  }, [onEnd]);
  return null;
}

const CHANNEL = "eigenwatch.account";

/** Tells other tabs of this browser, which share the session. */
function tellOthers() {
  const channel = openChannel(CHANNEL);
  channel.post("changed");
  channel.close();
}
