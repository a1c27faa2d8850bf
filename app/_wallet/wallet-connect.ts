import { SignClient } from "@walletconnect/sign-client";
import {
  type Address,
  isAddress,
  numberToHex,
  UnsupportedProviderMethodError,
  UserRejectedRequestError,
} from "viem";
import { findDatabase } from "@/app/_browser/browser";
import { PageStorage } from "./page-storage";
import type { Relay } from "./relay";

type Client = Awaited<ReturnType<typeof SignClient.init>>;
type Session = ReturnType<Client["session"]["get"]>;
type Question = { method: string; params?: unknown };
/** The accounts that the wallet shows, none once it is disconnected, and the chain in use. */
type Shown = { accounts: Address[]; chainId: number };
export type RemoteWallet = Awaited<ReturnType<typeof openRemoteWallet>>;

const PATIENCE_MILLISECONDS = 20_000;
/** "User rejected" in EIP-1193, and in WalletConnect for a session, chains, methods and events. */
const REJECTIONS = [4001, 5000, 5001, 5002, 5003];
const OVER = { code: 6000, message: "User disconnected." };
const ignore = () => {};

/**
 * Returns a wallet on another device, reached over a WalletConnect relay, as an EIP-1193 provider that can be
 * paired.
 */
export async function openRemoteWallet({ projectId, url, chainIds }: Relay) {
  const starting = SignClient.init({
    projectId,
    relayUrl: url,
    logger: "silent",
    telemetryEnabled: false,
    metadata: {
      name: "EigenWatch",
      description: "Whether an operator of EigenLayer can be trusted",
      url: location.origin,
      icons: [`${location.origin}/icon.svg`],
    },
    ...(findDatabase() ? {} : { storage: new PageStorage() }),
  });
  // A database that exists but does not open would be waited for without an end.
  const client = await inTime(starting);
  // The check would open a hidden frame of a third party in this page for every request.
  client.core.verify.register = async () => undefined;

  const listeners = new Set<(shown: Shown) => void>();
  let session = client.session.getAll().at(-1);
  let shown = whatShows(session, chainIds);
  let pairing = new AbortController();
  const show = (next: Shown) => {
    shown = next;
    for (const listener of listeners) listener(next);
  };
  const drop = ({ topic }: { topic: string }) => client.disconnect({ topic, reason: OVER }).catch(ignore);

  const forget = ({ topic }: { topic: string }) => {
    if (topic !== session?.topic) return;
    session = undefined;
    show({ ...shown, accounts: [] });
  };
  client.on("session_delete", forget);
  client.on("session_expire", forget);
  client.on("session_update", ({ topic, params }) => {
    if (session && topic === session.topic) show(whatShows({ ...session, ...params }, chainIds));
  });
  client.on("session_event", ({ topic, params: { event } }) => {
    if (topic !== session?.topic) return;
    if (event.name === "accountsChanged") show({ ...shown, accounts: addressesIn(event.data) });
    if (event.name === "chainChanged" && Number(event.data)) show({ ...shown, chainId: Number(event.data) });
  });

  const remote = {
    shown: () => shown,

    watch(listener: (shown: Shown) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Shows a pairing code by its URI and waits, at most five minutes, until a wallet has accepted it. */
    async pair(onUri: (uri: string) => void) {
      await remote.end();
      pairing = new AbortController();
      const { signal } = pairing;
      const eip155 = {
        chains: chainIds.map((id) => `eip155:${id}`),
        methods: ["personal_sign"],
        events: ["accountsChanged", "chainChanged"],
      };
      const { uri = "", approval } = await inTime(client.connect({ optionalNamespaces: { eip155 } }));
      const approved = approval();
      try {
        if (!signal.aborted) onUri(uri);
        session = await Promise.race([approved, failing(signal)]);
      } catch (error) {
        void approved.then(drop, ignore);
        const [, topic = ""] = uri.split(/[:@]/);
        void client.core.pairing.disconnect({ topic }).catch(ignore);
        throw asRejection(error);
      }
      show(whatShows(session, chainIds));
    },

    cancel: () => pairing.abort(new Error("The pairing was cancelled.")),

    async end() {
      remote.cancel();
      session = undefined;
      shown = { ...shown, accounts: [] };
      client.session.getAll().map(drop);
    },

    async request({ method, params }: Question): Promise<unknown> {
      if (method === "eth_accounts" || method === "eth_requestAccounts") return shown.accounts;
      if (method === "eth_chainId") return numberToHex(shown.chainId);
      if (method !== "personal_sign" || !session)
        throw new UnsupportedProviderMethodError(new Error(method), { method });
      const gone = new AbortController();
      const stop = remote.watch(({ accounts }) => {
        if (accounts.length === 0) gone.abort(new Error("The wallet ended the connection."));
      });
      const { topic } = session;
      const chainId = `eip155:${shown.chainId}`;
      try {
        const answer = client.request({ topic, chainId, request: { method, params } });
        return await Promise.race([answer, failing(gone.signal)]);
      } catch (error) {
        throw asRejection(error);
      } finally {
        stop();
      }
    },
  };
  return remote;
}

/** Returns a session's accounts ("eip155:1:0x…") on the first of our chains that the wallet supports. */
function whatShows(session: Session | undefined, chainIds: readonly number[]): Shown {
  const all = session?.namespaces.eip155?.accounts ?? [];
  const idOf = (account: string) => Number(account.split(":")[1]);
  const chainId = chainIds.find((id) => all.some((one) => idOf(one) === id)) ?? idOf(all[0] ?? "eip155:1");
  return { chainId, accounts: addressesIn(all.filter((one) => idOf(one) === chainId)) };
}

const addressesIn = (accounts: unknown): Address[] =>
  (Array.isArray(accounts) ? accounts : [])
    .map((one) => String(one).split(":").at(-1) ?? "")
    .filter((one) => isAddress(one, { strict: false }));

function asRejection(error: unknown) {
  const code = typeof error === "object" && error !== null && "code" in error ? Number(error.code) : 0;
  return REJECTIONS.includes(code) ? new UserRejectedRequestError(new Error("Declined")) : error;
}

const failing = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

const inTime = <T>(promise: Promise<T>) =>
  Promise.race([promise, failing(AbortSignal.timeout(PATIENCE_MILLISECONDS))]);
