import { randomUUID } from "node:crypto";
import { SignClient } from "@walletconnect/sign-client";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { relayPort } from "./ports";

const DECLINED = { code: 5000, message: "User rejected." };

/** Starts a wallet on another device: it accepts the URI of a QR code, and signs requests from the relay. */
export async function openRemoteWallet() {
  const client = await SignClient.init({
    projectId: "fedcba9876543210fedcba9876543210",
    relayUrl: `ws://localhost:${relayPort}`,
    logger: "silent",
    telemetryEnabled: false,
    customStoragePrefix: randomUUID(),
    storage: memory(),
    metadata: { name: "Phone Wallet", description: "", url: "https://phone.example", icons: [] },
  });
  client.core.verify.resolve = async () => ({ origin: "" });
  let topic = "";
  const account = privateKeyToAccount(generatePrivateKey());
  const wallet = {
    address: account.address,
    declines: new Set<"session" | "signature">(),
    scan: (uri: string) => client.pair({ uri }),
    disconnect: () => client.disconnect({ topic, reason: { code: 6000, message: "User disconnected." } }),
    switchAccount: () =>
      client.emit({
        topic,
        chainId: "eip155:1",
        event: { name: "accountsChanged", data: [privateKeyToAccount(generatePrivateKey()).address] },
      }),
  };
  client.on("session_proposal", async ({ id, params: { optionalNamespaces } }) => {
    if (wallet.declines.has("session")) return client.reject({ id, reason: DECLINED });
    const { methods = [], events = [], chains = [] } = optionalNamespaces.eip155 ?? {};
    const accounts = chains.map((chain) => `${chain}:${account.address}`);
    const approved = await client.approve({
      id,
      namespaces: { eip155: { methods, events, chains, accounts } },
    });
    topic = approved.topic;
  });
  client.on("session_request", async ({ id, topic, params: { request } }) => {
    const answer = wallet.declines.has("signature")
      ? { error: DECLINED }
      : { result: await account.signMessage({ message: { raw: request.params[0] } }) };
    await client.respond({ topic, response: { id, jsonrpc: "2.0", ...answer } });
  });
  return wallet;
}

function memory() {
  const items = new Map<string, unknown>();
  return {
    getKeys: async () => [...items.keys()],
    getEntries: async <T>() => [...items] as [string, T][],
    getItem: async <T>(key: string) => items.get(key) as T | undefined,
    setItem: async <T>(key: string, value: T) => void items.set(key, value),
    removeItem: async (key: string) => void items.delete(key),
  };
}
