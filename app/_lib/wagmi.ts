import { type Config, type Connector, createConfig, http, injected } from "wagmi";
import { getConnectors } from "wagmi/actions";
import { mainnet } from "wagmi/chains";
import { remoteConnector } from "./remote-connector";
import { REMOTE_ID, type Relay } from "./remote-wallet";

export type Wallet = { id: string; name: string; icon: string | undefined; connector: Connector };

/** Without an announcement there is only what `window.ethereum` gives, which has no name. */
const FALLBACK_ID = "injected";

const CHAIN_NAMES: Record<number, string> = {
  1: "Ethereum",
  10: "OP Mainnet",
  137: "Polygon",
  8453: "Base",
  17000: "Holesky",
  42161: "Arbitrum One",
  560048: "Hoodi",
  11155111: "Sepolia",
};
export const chainName = (id: number): string => CHAIN_NAMES[id] ?? `chain ${id}`;

let config: Config | undefined;

/**
 * wagmi for this page: wallets that the browser announces (EIP-6963) and those behind a relay, nothing stored, no chain
 * ever asked by us.
 */
export function walletConfig(chainIds: readonly number[], relay: Relay | undefined): Config {
  const [first = mainnet, ...others] = chainIds.map((id) =>
    id === mainnet.id ? mainnet : { ...mainnet, id, name: chainName(id), rpcUrls: { default: { http: [] } } },
  );
  config ??= createConfig({
    chains: [first, ...others],
    transports: Object.fromEntries([first, ...others].map(({ id }) => [id, http()])),
    connectors: [injected(), ...(relay ? [remoteConnector(relay)] : [])],
    storage: null,
  });
  return config;
}

/** The wallets of this browser by name, or the one that announces nothing when there is no other; then those elsewhere. */
export function listWallets(config: Config): Wallet[] {
  const wallets = getConnectors(config).map((connector) => ({
    id: connector.id,
    name: connector.id === FALLBACK_ID ? "Browser wallet" : connector.name.slice(0, 40),
    icon: connector.icon?.trim().startsWith("data:image/") ? connector.icon.trim() : undefined,
    connector,
  }));
  const remote = wallets.filter(isRemote);
  const announced = wallets.filter((wallet) => wallet.id !== FALLBACK_ID && !isRemote(wallet));
  if (announced.length > 0) return [...announced.sort((a, b) => a.name.localeCompare(b.name)), ...remote];
  return "ethereum" in window ? wallets.filter(({ id }) => id === FALLBACK_ID).concat(remote) : remote;
}

/** Whether the wallet is on another device. */
export const isRemote = ({ id }: Wallet): boolean => id === REMOTE_ID;

/** Hears of the code that a wallet on another device shall scan. Answers how to stop. */
export function onPairingUri({ connector }: Wallet, listener: (uri: string) => void): () => void {
  const onMessage = ({ type, data }: { type: string; data?: unknown }) => {
    if (type === "display_uri" && typeof data === "string") listener(data);
  };
  connector.emitter.on("message", onMessage);
  return () => connector.emitter.off("message", onMessage);
}

/** Forgets who is connected on this page, so that the next time the wallet asks which account it shall be. */
export const forgetConnection = (config: Config): void =>
  config.setState((state) => ({ ...state, connections: new Map(), current: null, status: "disconnected" }));
