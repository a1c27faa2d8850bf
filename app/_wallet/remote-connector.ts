import { type Address, getAddress, SwitchChainError } from "viem";
import { createConnector } from "wagmi";
import { askForCode } from "@/app/_browser/missing-code";
import { REMOTE_ID, type Relay } from "./relay";
import { openRemote } from "./remote-wallet";
import type { RemoteWallet } from "./wallet-connect";

/** Returns WalletConnect as a wagmi connector. The URI of the QR code comes as the message "display_uri". */
export const remoteConnector = (relay: Relay) =>
  createConnector<RemoteWallet>(({ chains, emitter }) => {
    const open = () => openRemote(relay, askForCode);
    const checksummed = ({ accounts }: { accounts: string[] }): readonly Address[] =>
      accounts.map((one) => getAddress(one));
    let stop: (() => void) | undefined;
    return {
      id: REMOTE_ID,
      name: "WalletConnect",
      type: REMOTE_ID,
      getProvider: open,
      async connect({ isReconnecting, withCapabilities } = {}) {
        const remote = await open();
        if (!isReconnecting)
          await remote.pair((data) => emitter.emit("message", { type: "display_uri", data }));
        const { chainId } = remote.shown();
        const accounts = checksummed(remote.shown());
        stop?.();
        stop = remote.watch((shown) => {
          if (shown.accounts.length === 0) emitter.emit("disconnect");
          else emitter.emit("change", { accounts: checksummed(shown), chainId: shown.chainId });
        });
        const described = accounts.map((address) => ({ address, capabilities: {} }));
        return { accounts: (withCapabilities ? described : accounts) as never, chainId };
      },
      async disconnect() {
        stop?.();
        await (await open()).end();
      },
      getAccounts: async () => checksummed((await open()).shown()),
      getChainId: async () => (await open()).shown().chainId,
      isAuthorized: async () => (await open()).shown().accounts.length > 0,
      async switchChain({ chainId }) {
        const chain = chains.find(({ id }) => id === chainId);
        // A chain that the wallet did not offer when it was paired cannot be requested later.
        if (!chain || (await open()).shown().chainId !== chainId)
          throw new SwitchChainError(new Error("The wallet did not offer this chain."));
        return chain;
      },
      onAccountsChanged() {},
      onChainChanged() {},
      onDisconnect() {},
    };
  });
