import { TRPCError } from "@trpc/server";
import type { AuditContext } from "@/db/user/profile";
import type { Context } from "../trpc/context";

/** Returns the origin of a call, for its audit line. */
export const auditContextOf = ({ requestId, client }: Context): AuditContext => ({ requestId, ...client });

/**
 * Returns the value. Throws UNAUTHORIZED if it is undefined: the account was deleted after the session was checked.
 */
export function still<T>(value: T | undefined): T {
  if (value === undefined) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
  return value;
}
