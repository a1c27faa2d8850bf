/** EIP-1193: the person rejected the request. */
const REJECTED = 4001;
/** EIP-1474: the wallet still shows an earlier request of this page. */
const PENDING = -32_002;

type Reason = "refused" | "noAccount" | "unreadable";

/** A wallet's error: its message, and its `code` as in EIP-1193 if it gave one. */
export class WalletError extends Error {
  override name = "WalletError";
  constructor(
    readonly reason: Reason,
    message: string,
    readonly code?: number,
  ) {
    super(message);
  }
}

/** Returns a property of a foreign value, or `undefined` where reading it throws. */
export function peek(thing: unknown, key: string): unknown {
  try {
    return Reflect.get(Object(thing), key);
  } catch {
    return undefined;
  }
}

/** The places where wallets put the code of an error. */
const PLACES = [[], ["error"], ["data"], ["data", "originalError"], ["cause"], ["cause", "cause"]];

function codeOf(thrown: unknown): number | undefined {
  for (const path of PLACES) {
    const code = peek(path.reduce<unknown>(peek, thrown), "code");
    if (code === "ACTION_REJECTED") return REJECTED;
    const number = typeof code === "string" && code.trim() !== "" ? Number(code) : code;
    if (typeof number === "number" && Number.isInteger(number)) return number;
  }
  return undefined;
}

const wordsOf = (thrown: unknown): string => {
  const message = typeof thrown === "string" ? thrown : peek(thrown, "message");
  return typeof message === "string" ? message.slice(0, 300) : "The wallet failed.";
};

/** Returns the error for anything that a wallet threw: an object, a text or `null`, with or without a code. */
export function toWalletError(thrown: unknown): WalletError {
  if (thrown instanceof WalletError) return thrown;
  const words = wordsOf(thrown);
  const code = codeOf(thrown) ?? (/\b(reject|den(y|ied)|declin|cancel)/i.test(words) ? REJECTED : undefined);
  return new WalletError("refused", words, code);
}

/** Returns whether the person rejected the request in the wallet. */
export const isRejection = (thrown: unknown): boolean => toWalletError(thrown).code === REJECTED;

/** Returns the error inside a library's wrapper, or the error itself. */
function unwrap(thrown: unknown): WalletError {
  for (let inner = thrown, depth = 0; depth < 5; inner = peek(inner, "cause"), depth++)
    if (inner instanceof WalletError) return inner;
  return toWalletError(thrown);
}

/** Returns a sentence on why a wallet failed; `otherwise` if it gave no reason. */
export function sentenceOf(thrown: unknown, wallet: string, otherwise: string): string {
  const { reason, code } = unwrap(thrown);
  if (code === PENDING) return `${wallet} still shows an earlier request. Answer it there, then try again.`;
  if (reason === "noAccount")
    return `${wallet} shows no account. Unlock it or choose an account in it, then try again.`;
  if (reason === "unreadable")
    return `${wallet} gave an answer that EigenWatch cannot read. Try again, or choose another wallet.`;
  return otherwise;
}
