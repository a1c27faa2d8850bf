import { TRPCError } from "@trpc/server";
import type { AuditContext } from "@/db/user/profile";
import type { Context } from "../context";

/** Where a call came from, for its audit line. */
export const auditContextOf = ({ requestId, client }: Context): AuditContext => ({ requestId, ...client });

/** Passes what belongs to the account; when that is gone since the session was checked, nobody is signed in. */
export function still<T>(value: T | undefined): T {
  if (value === undefined) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
  return value;
}
