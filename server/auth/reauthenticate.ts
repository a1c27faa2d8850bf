import { TRPCError } from "@trpc/server";
import { recordEvent } from "@/db/user/audit";
import { inTransaction } from "@/db/user/client";
import { noteReauthentication } from "@/db/user/sessions";
import { limiter } from "../limits/limiter";
import { sentenceOf } from "../limits/limits";
import type { Context } from "../trpc/context";
import { networkOf } from "./client";
import { verifySigned } from "./sign-in";
import { type Purpose, SIGN_IN_ERRORS } from "./statements";
import type { Account } from "./viewer";
import { sessions } from "./viewer";

type Signed = { message: string; signature: string; purpose: Exclude<Purpose, "signIn"> };
type Asking = Pick<Context, "user" | "http" | "client" | "requestId"> & { account: Account };

/**
 * Checks that the account's own wallet has just signed the statement of this purpose, with a nonce of this browser.
 * Otherwise throws BAD_REQUEST with one of the fixed sentences. The nonce is used up either way.
 */
export async function verifyReauthentication(
  { user, http, client, account }: Asking,
  { message, signature, purpose }: Signed,
  limits = limiter,
): Promise<void> {
  const { exceeded } = await limits().spend("verify", networkOf(client.ip), 1, http?.answer);
  if (exceeded) throw new TRPCError({ code: "TOO_MANY_REQUESTS", message: sentenceOf(exceeded) });
  const attempt = { message, signature, headers: http?.headers ?? new Headers(), client };
  const outcome = await verifySigned(user, attempt, purpose, new Date());
  const refused = "refused" in outcome ? outcome.refused : undefined;
  const isOwner = "address" in outcome && outcome.address.toLowerCase() === account.address;
  if (refused || !isOwner)
    throw new TRPCError({ code: "BAD_REQUEST", message: SIGN_IN_ERRORS[refused ?? "REFUSED"] });
}

/** Verifies a signature for the purpose "confirm" and records it on the session, which must still be running. */
export async function confirmAccount(context: Asking, signed: Omit<Signed, "purpose">, now = new Date()) {
  await verifyReauthentication(context, { ...signed, purpose: "confirm" });
  const { user, account, client, requestId } = context;
  await inTransaction(user, "account.confirm", async (transaction) => {
    if (!(await noteReauthentication(transaction, account.sessionId, now)))
      throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
    await recordEvent(transaction, {
      userId: account.id,
      kind: "session.reauthenticated",
      ...client,
      requestId,
    });
  });
  sessions().drop(account.sessionId);
  return { reauthenticatedAt: now };
}
