import { TRPCError } from "@trpc/server";
import type { Account, Context } from "../context";
import type { Purpose } from "./statements";

interface Signed {
  message: string;
  signature: string;
  purpose: Exclude<Purpose, "signIn">;
}

/** Passes when the account's own wallet signed this message, now and for this purpose; throws FORBIDDEN otherwise. */
export async function verifyReauthentication(
  _context: Context & { account: Account },
  _signed: Signed,
): Promise<void> {
  throw new TRPCError({ code: "FORBIDDEN", message: "Signing again is not possible yet." });
}
