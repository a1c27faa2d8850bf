import * as z from "zod/mini";
import { peek, toWalletError, WalletError } from "./wallet-error";

type Question = { method: string; params?: unknown };
type Listener = (value: unknown) => void;

/** A wallet by EIP-1193, whose answers and events have been checked. */
export type Provider = {
  request: (question: Question) => Promise<unknown>;
  on: (event: string, listener: Listener) => void;
  removeListener: (event: string, listener: Listener) => void;
};

type Foreign = { request: (question: Question) => unknown };
const isForeign = (thing: unknown): thing is Foreign => typeof peek(thing, "request") === "function";

const address = z
  .string()
  .check(z.regex(/^0x[0-9a-f]{40}$/i))
  .check(z.toLowerCase());
const addresses = z.array(z.catch(z.nullable(address), null));

/** Parses a chain id: wallets send "0x1", "0X01", "1", 1, 1n and "eip155:1". */
const chainId = z.pipe(
  z.union([z.string().check(z.trim(), z.regex(/^(eip155:)?(0x[0-9a-f]+|\d+)$/i)), z.number(), z.bigint()]),
  z.pipe(
    z.transform((id: string | number | bigint) => Number(String(id).toLowerCase().replace("eip155:", ""))),
    z.number().check(z.positive(), z.int()),
  ),
);

/** Parses a signature of any length: a Safe answers "0x" for a message that it approved on its chain. */
const signature = z.pipe(
  z.string().check(z.trim(), z.regex(/^(0x)?([0-9a-f]{2})*$/i)),
  z.transform((text: string) => `0x${text.toLowerCase().replace(/^0x/, "")}`),
);

/** Returns the addresses in a wallet's list of accounts, in lower case, or `undefined` when it is malformed. */
export function readAccounts(value: unknown): string[] | undefined {
  const list = tried(addresses, value);
  const known = list?.filter((one) => one !== null);
  return known?.length === 0 && list?.length !== 0 ? undefined : known;
}

const readChainId = (value: unknown): number | undefined => tried(chainId, value);

/** Returns the parsed value, or `undefined` when it is malformed or throws while it is read. */
function tried<T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined {
  try {
    return schema.safeParse(value).data;
  } catch {
    return undefined;
  }
}

const toHex = (id: number) => `0x${id.toString(16)}`;
const unreadable = (method: string) =>
  new WalletError("unreadable", `The wallet answered ${method} with something else.`);

const SWITCH_TRIES = 20;
const SWITCH_MILLISECONDS = 250;

/** Waits until the wallet is on the requested chain: some answer before they have switched, and some never switch. */
async function awaitSwitch(request: Provider["request"], params: unknown): Promise<void> {
  const wanted = readChainId(peek(peek(params, "0"), "chainId"));
  for (let tries = 0; tries < SWITCH_TRIES; tries++) {
    if (readChainId(await request({ method: "eth_chainId" })) === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, SWITCH_MILLISECONDS));
  }
  throw new WalletError("refused", "The wallet stayed on its chain.");
}

function checkAnswer(method: string, answer: unknown): unknown {
  if (method === "eth_accounts") return readAccounts(answer) ?? [];
  if (method === "eth_requestAccounts") {
    const accounts = readAccounts(answer);
    if (accounts?.length) return accounts;
    throw new WalletError("noAccount", "The wallet shows no account.");
  }
  if (method === "eth_chainId") {
    const id = readChainId(answer);
    if (id) return toHex(id);
    throw unreadable(method);
  }
  if (method === "personal_sign") {
    const signed = tried(signature, answer);
    if (signed) return signed;
    throw unreadable(method);
  }
  return answer;
}

/** Returns the value of an EIP-1193 event, or `undefined` when it is malformed. */
function checkEvent(event: string, value: unknown): unknown {
  if (event === "accountsChanged") return readAccounts(value);
  if (event === "chainChanged") {
    const id = readChainId(value);
    return id && toHex(id);
  }
  if (event === "connect") {
    const id = readChainId(peek(value, "chainId"));
    return id && { chainId: toHex(id) };
  }
  return value ?? {};
}

const known = new WeakMap<Foreign, Provider>();

/** Returns a provider that checks everything the wallet says, or `undefined` for something that is no provider. */
export function checkProvider(thing: unknown): Provider | undefined {
  if (!isForeign(thing)) return undefined;
  const provider = known.get(thing) ?? wrap(thing);
  known.set(thing, provider);
  return provider;
}

function wrap(foreign: Foreign): Provider {
  const checked = new Map<string, Map<Listener, Listener>>();
  const call = (name: string, event: string, listener: Listener) => {
    const method = peek(foreign, name);
    if (typeof method !== "function") return false;
    try {
      method.call(foreign, event, listener);
    } catch {}
    return true;
  };
  const provider: Provider = {
    async request(question) {
      let answer: unknown;
      try {
        answer = await foreign.request(question);
      } catch (thrown) {
        throw toWalletError(thrown);
      }
      if (question.method === "wallet_switchEthereumChain")
        await awaitSwitch(provider.request, question.params);
      return checkAnswer(question.method, answer);
    },
    on(event, listener) {
      const hear: Listener = (value) => {
        const said = checkEvent(event, value);
        if (said !== undefined) listener(said);
      };
      checked.set(event, (checked.get(event) ?? new Map()).set(listener, hear));
      call("on", event, hear);
    },
    removeListener(event, listener) {
      const hear = checked.get(event)?.get(listener);
      if (!hear) return;
      checked.get(event)?.delete(listener);
      if (!call("removeListener", event, hear)) call("off", event, hear);
    },
  };
  return provider;
}
