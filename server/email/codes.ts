import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { NewCode } from "@/db/user/email-codes";
import { CODE_MINUTES } from "../auth/statements";
import { env } from "../env";

/** Hashes with a key: otherwise a reader of the table could try all million codes in a moment. */
const keyed = (purpose: string, text: string) =>
  createHmac("sha256", env.NEXTAUTH_SECRET).update(`${purpose}\n${text}`).digest("hex");

/** Returns the stored form of an address, to count mails to it by. */
export const emailHashOf = (email: string): string => keyed("email address", email);

/** Returns six random digits, and the stored form of them and of the address that they are mailed to. */
export function newCode(email: string): { digits: string; kept: NewCode } {
  const digits = String(randomInt(1_000_000)).padStart(6, "0");
  const codeSalt = randomBytes(16).toString("hex");
  const kept = {
    codeHash: hashOf(digits, codeSalt),
    codeSalt,
    emailHash: emailHashOf(email),
    goodForMinutes: CODE_MINUTES,
  };
  return { digits, kept };
}

/** Returns whether the digits match the stored ones, in constant time. */
export function isCode(
  digits: string,
  { codeHash, codeSalt }: Pick<NewCode, "codeHash" | "codeSalt">,
): boolean {
  return timingSafeEqual(Buffer.from(hashOf(digits, codeSalt)), Buffer.from(codeHash));
}

const hashOf = (digits: string, salt: string) => keyed("email code", `${salt}\n${digits}`);
