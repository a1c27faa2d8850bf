import type { EIP1193Provider } from "viem";
import { type Config, type Connector, type CreateConnectorFn, createConfig, http, injected } from "wagmi";
import { getConnectors } from "wagmi/actions";
import { mainnet } from "wagmi/chains";
import { type Announced, listAnnounced } from "./announced";
import { REMOTE_ID, type Relay } from "./relay";
import { remoteConnector } from "./remote-connector";

export type Wallet = {
  id: string;
  name: string;
  icon: string | undefined;
  connector: Connector | CreateConnectorFn;
};

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
 * Returns wagmi's configuration for this page: nothing is stored, and no chain is called. It does not listen to
 * announcements itself (EIP-6963), since it would trust them unchecked.
 */
export function walletConfig(chainIds: readonly number[], relay: Relay | undefined): Config {
  const [first = mainnet, ...others] = chainIds.map((id) =>
    id === mainnet.id ? mainnet : { ...mainnet, id, name: chainName(id), rpcUrls: { default: { http: [] } } },
  );
  config ??= createConfig({
    chains: [first, ...others],
    transports: Object.fromEntries([first, ...others].map(({ id }) => [id, http()])),
    connectors: relay ? [remoteConnector(relay)] : [],
    multiInjectedProviderDiscovery: false,
    storage: null,
  });
  return config;
}

/** Returns the wallets of this browser by name, then those on other devices. */
export const listWallets = (config: Config): Wallet[] => [
  ...listAnnounced().map(ofBrowser),
  ...getConnectors(config).map((connector) => ({
    id: connector.id,
    name: connector.name,
    icon: undefined,
    connector,
  })),
];

const ofBrowser = ({ id, name, icon, provider }: Announced): Wallet => ({
  id,
  name,
  icon,
  connector: injected({ target: { id, name, provider: provider as EIP1193Provider } }),
});

/** Returns whether the wallet is on another device. */
export const isRemote = ({ id }: Wallet): boolean => id === REMOTE_ID;

/** Calls `listener` with the URI of the QR code to scan. Returns a function that stops it. */
export function onPairingUri({ connector }: Wallet, listener: (uri: string) => void): () => void {
  if (typeof connector === "function") return () => {};
  const onMessage = ({ type, data }: { type: string; data?: unknown }) => {
    if (type === "display_uri" && typeof data === "string") listener(data);
  };
  connector.emitter.on("message", onMessage);
  return () => connector.emitter.off("message", onMessage);
}

/** Forgets the connection of this page, so that the wallet asks for the account next time. */
export const forgetConnection = (config: Config): void =>
  config.setState((state) => ({ ...state, connections: new Map(), current: null, status: "disconnected" }));
