import { recordEvent } from "@/db/user/audit";
import { inTransaction, type UserDb } from "@/db/user/client";
import { burnNoncesOf, consumeNonce, insertNonce } from "@/db/user/nonces";
import { insertSession, revokeSession } from "@/db/user/sessions";
import { isSignInClosedTo } from "@/db/user/system-settings";
import { findOrCreateUser } from "@/db/user/users";
import type { Limiter } from "../limits/limiter";
import type { Exceeded } from "../limits/limits";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import type { Client } from "./client";
import { networkOf } from "./client";
import { browserSecretOf, nonceCookie } from "./cookies";
import { checkMessage, nonceOf, type SignedFacts } from "./message";
import { hashOf, newNonce, newSecret } from "./secrets";
import type { SessionToken } from "./session-cache";
import { checkSignature } from "./signature";
import { NONCE_MILLISECONDS, type Purpose, type SignInError } from "./statements";

/** A signed message, with the headers and the client of the request. */
export type Attempt = { message: unknown; signature: unknown; headers: Headers; client: Client };
export type Refused = { refused: SignInError; exceeded?: Exceeded };

/**
 * Returns a nonce for a browser, valid for one attempt within NONCE_MILLISECONDS, and the cookie that binds it to that
 * browser. A browser that has such a cookie keeps it, so that its windows do not disturb each other.
 */
export async function issueNonce(db: UserDb, headers: Headers, now = new Date()) {
  const secret = browserSecretOf(headers) ?? newSecret();
  const expiresAt = new Date(now.getTime() + NONCE_MILLISECONDS);
  const nonce = newNonce();
  await insertNonce(db, { nonce, browserHash: hashOf(secret), expiresAt }, now);
  return { nonce, expiresAt, cookie: nonceCookie(secret, NONCE_MILLISECONDS / 1000) };
}

const REFUSED_FOR = {
  wrong: "REFUSED",
  unchecked: "WALLET_UNCHECKED",
  uncheckable: "WALLET_UNCHECKABLE",
} as const;

/** Checks a signed message, and uses up its nonce. Returns the signer, or the fixed word of the refusal. */
export async function verifySigned(
  db: UserDb,
  { message, signature, headers }: Attempt,
  purpose: Purpose,
  now: Date,
): Promise<SignedFacts | Refused> {
  const browser = browserSecretOf(headers);
  const browserHash = browser && hashOf(browser);
  const nonce = typeof message === "string" ? nonceOf(message.slice(0, 4096)) : undefined;
  const issued = nonce ? await consumeNonce(db, nonce) : undefined;
  if (!issued && browserHash) await burnNoncesOf(db, browserHash);
  if (typeof message !== "string" || typeof signature !== "string") return { refused: "REFUSED" };
  const facts = checkMessage(message, { purpose, now });
  if (!facts) return { refused: "REFUSED" };
  const isOurs =
    issued?.nonce === facts.nonce && issued.browserHash === browserHash && issued.expiresAt > now;
  if (!isOurs) return { refused: "EXPIRED" };
  const verdict = await checkSignature({ ...facts, message, signature });
  return verdict === "right" ? facts : { refused: REFUSED_FOR[verdict] };
}

/**
 * Signs in: checks limits, message, nonce, signature and account, creates a session and ends this browser's
 * earlier one. Every refusal is one of the fixed words, and is audited without the claimed wallet.
 */
export async function signIn(
  db: UserDb,
  attempt: Attempt,
  {
    limits,
    now = new Date(),
    former,
  }: { limits: Limiter; now?: Date; former?: { userId: string; id: string } },
): Promise<SessionToken | Refused> {
  const count = (outcome: SignInError | "SIGNED_IN") =>
    metrics().signIns.inc({ outcome: outcome.toLowerCase() });
  try {
    const network = networkOf(attempt.client.ip);
    const outcome =
      (await overLimit(limits, "verify", network)) ?? (await admit(db, limits, attempt, now, former));
    count("refused" in outcome ? outcome.refused : "SIGNED_IN");
    if ("refused" in outcome) await noteRefusal(db, attempt.client, outcome.refused);
    return outcome;
  } catch (error) {
    log.error({ problem: error instanceof Error ? error.name : "unknown" }, "sign-in is not possible");
    count("UNAVAILABLE");
    return { refused: "UNAVAILABLE" };
  }
}

async function overLimit(
  limits: Limiter,
  name: "verify" | "verifyWallet",
  key: string,
): Promise<Refused | undefined> {
  const { exceeded } = await limits.spend(name, key);
  return exceeded && { refused: "RATE_LIMITED", exceeded };
}

/** Counts a wallet's attempts, only after its own signature, so that others cannot use them up by naming it. */
async function admit(
  db: UserDb,
  limits: Limiter,
  attempt: Attempt,
  now: Date,
  former?: { userId: string; id: string },
) {
  const facts = await verifySigned(db, attempt, "signIn", now);
  if ("refused" in facts) return facts;
  const { ip, device } = attempt.client;
  const wallet = facts.address.toLowerCase();
  const exceeded = await overLimit(limits, "verifyWallet", `${wallet}@${networkOf(ip)}`);
  if (exceeded) return exceeded;
  const secret = newSecret();
  return await inTransaction(db, "session.begin", async (transaction): Promise<SessionToken | Refused> => {
    if (await isSignInClosedTo(transaction, wallet)) return { refused: "CLOSED" };
    const user = await findOrCreateUser(transaction, wallet, now);
    if (user.disabledAt) return { refused: "DISABLED" };
    if (user.isNew) await recordEvent(transaction, { userId: user.id, kind: "account.created", ip, device });
    if (former) await revokeSession(transaction, former.userId, former.id, now);
    const tokenHash = hashOf(secret);
    const sessionId = await insertSession(transaction, { userId: user.id, tokenHash, ip, device, now });
    const detail = { chainId: facts.chainId };
    await recordEvent(transaction, { userId: user.id, kind: "session.created", ip, device, detail });
    return { sessionId, secret };
  });
}

async function noteRefusal(db: UserDb, { ip, device }: Client, reason: SignInError) {
  log.info({ reason }, "sign-in refused");
  if (reason !== "RATE_LIMITED")
    await recordEvent(db, { kind: "session.refused", ip, device, detail: { reason } });
}
