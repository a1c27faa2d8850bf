/** EIP-1193: the person said no. */
const REJECTED = 4001;
/** EIP-1474: the wallet still shows an earlier request of this page. */
const PENDING = -32_002;

type Reason = "refused" | "noAccount" | "unreadable";

/** An error of a wallet in one shape: `code` as in EIP-1193 where the wallet gave any, and what went wrong. */
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

/** Returns a property of something foreign, or `undefined` where reading it throws. */
export function peek(thing: unknown, key: string): unknown {
  try {
    return Reflect.get(Object(thing), key);
  } catch {
    return undefined;
  }
}

/** Wallets hide the code of an error in these places. */
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

/** Returns the error for whatever a wallet threw: an object, a text, `null`, with a code or without. */
export function toWalletError(thrown: unknown): WalletError {
  if (thrown instanceof WalletError) return thrown;
  const words = wordsOf(thrown);
  const code = codeOf(thrown) ?? (/\b(reject|den(y|ied)|declin|cancel)/i.test(words) ? REJECTED : undefined);
  return new WalletError("refused", words, code);
}

/** Whether the person said no in the wallet. */
export const isRejection = (thrown: unknown): boolean => toWalletError(thrown).code === REJECTED;

/** Returns the error that a library has wrapped, or the error itself. */
function unwrap(thrown: unknown): WalletError {
  for (let inner = thrown, depth = 0; depth < 5; inner = peek(inner, "cause"), depth++)
    if (inner instanceof WalletError) return inner;
  return toWalletError(thrown);
}

/** Returns why a wallet did not do what was asked, in a sentence, and `otherwise` where it did not say. */
export function sentenceOf(thrown: unknown, wallet: string, otherwise: string): string {
  const { reason, code } = unwrap(thrown);
  if (code === PENDING) return `${wallet} still shows an earlier request. Answer it there, then try again.`;
  if (reason === "noAccount")
    return `${wallet} shows no account. Unlock it or choose an account in it, then try again.`;
  if (reason === "unreadable")
    return `${wallet} gave an answer that EigenWatch cannot read. Try again, or choose another wallet.`;
  return otherwise;
}
