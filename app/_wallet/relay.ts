/** How to reach wallets on other devices: our project id at the relay, its URL, and the chains to request. */
export type Relay = { projectId: string; url: string; chainIds: readonly number[] };

export const REMOTE_ID = "walletConnect";
