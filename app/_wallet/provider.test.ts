import { afterEach, expect, it, vi } from "vitest";
import { checkProvider } from "./provider";
import { isRejection, sentenceOf, WalletError } from "./wallet-error";

const ADDRESS = "0x52908400098527886e0f7030069857d2e4169ee7";
const MIXED = "0x52908400098527886E0F7030069857D2E4169EE7";
const thrown = async (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Returns a wallet that gives this answer to every request. */
const answering = (answer: unknown) => {
  const provider = checkProvider({ request: async () => answer });
  if (!provider) throw new Error("This is a provider.");
  return provider;
};
const ask = (answer: unknown, method: string) => answering(answer).request({ method });

afterEach(() => void vi.useRealTimers());

it.each([
  [[ADDRESS], [ADDRESS]],
  [
    [MIXED, ADDRESS.toUpperCase()],
    [ADDRESS, ADDRESS],
  ],
  [[null, MIXED, 7, "0x12"], [ADDRESS]],
])("reads the accounts %j", async (answer, read) => {
  expect(await ask(answer, "eth_requestAccounts")).toEqual(read);
  expect(await ask(answer, "eth_accounts")).toEqual(read);
});

it.each([[[]], [null], [undefined], [{}], ["0x12"], [[null]], [[[]]], [42], [{ length: 1 }]])(
  "takes %j for no account, and says so when it asks for one",
  async (answer) => {
    expect(await ask(answer, "eth_accounts")).toEqual([]);
    const error = await thrown(ask(answer, "eth_requestAccounts"));
    expect(sentenceOf(error, "Frame", "")).toMatch(/^Frame shows no account\./);
    expect(isRejection(error)).toBe(false);
  },
);

it.each<[unknown, string]>([
  ["0x1", "0x1"],
  ["0X01", "0x1"],
  ["0x89", "0x89"],
  ["1", "0x1"],
  [" 0x1 ", "0x1"],
  [1, "0x1"],
  [1n, "0x1"],
  [137n, "0x89"],
  ["eip155:1", "0x1"],
  ["EIP155:0x1", "0x1"],
])("reads the chain id %s", async (answer, read) => {
  expect(await ask(answer, "eth_chainId")).toBe(read);
});

it.each([[[]], [null], [""], ["0x"], ["one"], [0], [-1], [1.5], [Number.NaN], [{}], ["0x1g"]])(
  "does not take %j for a chain id",
  async (answer) => {
    const error = await thrown(ask(answer, "eth_chainId"));
    expect(sentenceOf(error, "Frame", "")).toMatch(/^Frame gave an answer that EigenWatch cannot read\./);
  },
);

it.each([
  [`0x${"Ab".repeat(65)}`, `0x${"ab".repeat(65)}`],
  ["ab".repeat(65), `0x${"ab".repeat(65)}`],
  [` 0X${"ab".repeat(65)} `, `0x${"ab".repeat(65)}`],
  ["0x", "0x"],
])("reads the signature %s", async (answer, read) => {
  expect(await ask(answer, "personal_sign")).toBe(read);
});

it.each([[[]], [null], [true], ["0xabc"], ["signed"], [{ signature: "0x00" }]])(
  "does not take %j for a signature",
  async (answer) => {
    expect(await thrown(ask(answer, "personal_sign"))).toMatchObject({ reason: "unreadable" });
  },
);

it.each<[unknown, boolean]>([
  [{ code: 4001, message: "User rejected the request." }, true],
  [{ code: "4001" }, true],
  [{ code: "ACTION_REJECTED" }, true],
  [{ error: { code: 4001 } }, true],
  [{ code: -32603, data: { originalError: { code: 4001 } } }, false],
  [{ data: { originalError: { code: 4001 } } }, true],
  [new Error("MetaMask Tx Signature: User denied message signature."), true],
  ["User cancelled", true],
  [new Error("The device is locked"), false],
  [{}, false],
  [null, false],
  [undefined, false],
  [7, false],
  [Object.freeze({ message: Object.freeze({}) }), false],
])("knows of the error %j whether the person said no", async (error, isNo) => {
  const provider = checkProvider({ request: () => Promise.reject(error) });
  const found = await thrown(provider?.request({ method: "personal_sign" }) ?? Promise.resolve());
  expect(found).toBeInstanceOf(WalletError);
  expect(isRejection(found)).toBe(isNo);
});

it("passes on a request that throws at once, answers no promise, or throws a getter's error", async () => {
  const throwsAtOnce = checkProvider({
    request: () => {
      throw null;
    },
  });
  expect(await thrown(throwsAtOnce?.request({ method: "eth_accounts" }) ?? Promise.resolve())).toBeInstanceOf(
    WalletError,
  );
  expect(await checkProvider({ request: () => [ADDRESS] })?.request({ method: "eth_accounts" })).toEqual([
    ADDRESS,
  ]);
  const answer = Object.defineProperty([], 0, {
    enumerable: true,
    get() {
      throw new Error("No account for you");
    },
  });
  expect(await ask(answer, "eth_accounts")).toEqual([]);
});

it("says that an earlier request is still shown", async () => {
  const error = { code: -32002, message: "Already processing eth_requestAccounts. Please wait." };
  const provider = checkProvider({ request: () => Promise.reject(error) });
  const found = await thrown(provider?.request({ method: "eth_requestAccounts" }) ?? Promise.resolve());
  const wrapped = new Error("Request of type", { cause: new Error("inner", { cause: found }) });
  expect(sentenceOf(wrapped, "Frame", "")).toMatch(/^Frame still shows an earlier request\./);
});

it("gives up on a wallet that says it switched and stays where it is", async () => {
  vi.useFakeTimers();
  const provider = checkProvider({
    request: async ({ method }: { method: string }) => (method === "eth_chainId" ? "0x89" : []),
  });
  const switching = thrown(
    provider?.request({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x1" }] }) ??
      Promise.resolve(),
  );
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await switching).toBeInstanceOf(WalletError);
});

it("hands on events that say something, and only to who still listens", () => {
  const listeners = new Map<string, (value: unknown) => void>();
  const raw = Object.freeze({
    request: async () => [],
    on: (event: string, listener: (value: unknown) => void) => void listeners.set(event, listener),
    off: (event: string) => void listeners.delete(event),
  });
  const provider = checkProvider(raw);
  const heard: unknown[] = [];
  const hear = (value: unknown) => void heard.push(value);
  provider?.on("accountsChanged", hear);
  for (const value of [[], [MIXED], null, undefined, "gone", [null], {}])
    listeners.get("accountsChanged")?.(value);
  expect(heard.splice(0)).toEqual([[], [ADDRESS]]);
  provider?.on("chainChanged", hear);
  for (const value of ["0x01", 1, "eip155:1", null, "main"]) listeners.get("chainChanged")?.(value);
  expect(heard.splice(0)).toEqual(["0x1", "0x1", "0x1"]);
  provider?.removeListener("accountsChanged", hear);
  expect([...listeners.keys()]).toEqual(["chainChanged"]);
});

it("does without events where a wallet has none or throws at listeners", () => {
  const none = checkProvider({ request: async () => [] });
  const throws = checkProvider({
    request: async () => [],
    on: () => {
      throw new Error("No events for you");
    },
  });
  for (const provider of [none, throws]) {
    provider?.on("accountsChanged", () => {});
    provider?.removeListener("accountsChanged", () => {});
  }
  expect([none, throws].every(Boolean)).toBe(true);
});
