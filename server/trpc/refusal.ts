import { TRPCError } from "@trpc/server";
import { SIGN_AGAIN } from "../auth/statements";
import { inWords } from "../format";
import { QUANTITIES } from "./tiers";

/** The sentence of each refusal, by a word that the page can act on. */
const REFUSALS = {
  REAUTHENTICATE: ["FORBIDDEN", SIGN_AGAIN],
  WATCH_LIMIT: ["FORBIDDEN", "Your watchlist is full. PRO watches without a limit."],
  EMAIL_LIMIT: [
    "BAD_REQUEST",
    `An account has ${inWords(QUANTITIES.emailAddresses.FREE)} addresses at most. Remove one first.`,
  ],
  ALREADY_VERIFIED: ["BAD_REQUEST", "This address is verified already."],
  NOT_VERIFIED: ["BAD_REQUEST", "Verify this address first."],
  WRONG_CODE: ["BAD_REQUEST", "This code is wrong."],
  CODE_EXPIRED: ["BAD_REQUEST", "This code has expired. Request a new one."],
  EMAIL_TAKEN: ["BAD_REQUEST", "This address is verified for another account."],
  SEND_LIMIT: ["TOO_MANY_REQUESTS", "You have requested too many codes. Please wait, then try again."],
  GUESS_LIMIT: ["TOO_MANY_REQUESTS", "You have entered too many codes today. Please try again tomorrow."],
  LAST_ADMIN: ["BAD_REQUEST", "This is the only admin. Make another account an admin first."],
  MAIL_FAILED: ["BAD_REQUEST", "The mail could not be sent. Check the address, or try again later."],
} as const;
export type RefusalReason = keyof typeof REFUSALS;
export type RefusalFacts = { attemptsLeft?: number; limit?: number; retryAfterSeconds?: number };

/** The cause of an error, sent to the browser as `data.refusal`: `{ reason, …facts }`. */
export class Refusal extends Error {
  readonly told: { reason: RefusalReason } & RefusalFacts;
  constructor(reason: RefusalReason, facts: RefusalFacts = {}) {
    super(reason);
    this.told = { reason, ...facts };
  }
}

/** Returns the error to throw for a refusal that the page can act on. */
export function refuse(reason: RefusalReason, facts?: RefusalFacts): TRPCError {
  const [code, message] = REFUSALS[reason];
  return new TRPCError({ code, message, cause: new Refusal(reason, facts) });
}
