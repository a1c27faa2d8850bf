import { SiweMessage } from "siwe";
import { env } from "../env";
import { site } from "./settings";
import { type Purpose, STATEMENTS } from "./statements";

const MAX_BYTES = 2048;
/**
 * EIP-4361 messages are lines of ASCII, so invisible characters, other line breaks and look-alike letters are
 * rejected.
 */
const LINES = /^[\x20-\x7e\n]+$/;
const OLDEST_MILLISECONDS = 10 * 60_000;
/** How far a person's clock may be ahead of ours. */
const SKEW_MILLISECONDS = 10_000;

export type SignedFacts = {
  /** The wallet as written in the message (EIP-55). */
  address: `0x${string}`;
  nonce: string;
  chainId: number;
};
type Expected = { origin?: URL; chainIds?: number[]; purpose: Purpose; now: Date };

/** Returns the nonce in a message, so that it is used up even if the rest of the message is invalid. */
export const nonceOf = (message: string) => /^Nonce: ([a-zA-Z0-9]{8,128})$/m.exec(message)?.[1];

/**
 * Returns the facts of a valid EIP-4361 message: our configured domain and origin, an allowed chain, made
 * lately and valid now, with the statement of its purpose, which a sign-in may omit. `undefined`
 * otherwise. The caller checks the nonce and the signature.
 */
export function checkMessage(text: string, expected: Expected): SignedFacts | undefined {
  if (Buffer.byteLength(text) > MAX_BYTES || !LINES.test(text)) return undefined;
  const message = parse(text);
  // The signed text has to be exactly what its fields produce, so that no two texts count as one.
  if (message?.prepareMessage() !== text) return undefined;
  const { origin = site, chainIds = env.SIWE_CHAIN_IDS, purpose, now } = expected;
  const isOurs =
    message.domain === origin.host &&
    (message.scheme === undefined || `${message.scheme}:` === origin.protocol) &&
    (message.uri === origin.origin || message.uri === `${origin.origin}/`) &&
    message.version === "1" &&
    chainIds.includes(message.chainId) &&
    (message.statement === STATEMENTS[purpose] || (purpose === "signIn" && message.statement === undefined));
  if (!isOurs || !isTimely(message, now.getTime())) return undefined;
  const address: `0x${string}` = `0x${message.address.slice(2)}`;
  return { address, nonce: message.nonce, chainId: message.chainId };
}

function parse(text: string): SiweMessage | undefined {
  try {
    return new SiweMessage(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns whether the times are valid. An unreadable time compares as false, so each line states a required
 * condition.
 */
function isTimely({ issuedAt, expirationTime, notBefore }: SiweMessage, now: number): boolean {
  const issued = Date.parse(issuedAt ?? "");
  return (
    issued <= now + SKEW_MILLISECONDS &&
    issued >= now - OLDEST_MILLISECONDS &&
    (expirationTime === undefined || Date.parse(expirationTime) > now) &&
    (notBefore === undefined || Date.parse(notBefore) <= now)
  );
}
