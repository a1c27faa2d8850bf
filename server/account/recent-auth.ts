import { RECENT_AUTH_MINUTES } from "../auth/statements";
import type { Account } from "../auth/viewer";
import { refuse } from "../trpc/refusal";

/** Returns the end of the time in which this session's last signature counts as recent; `null` if it is over. */
export function recentAuthUntil({ reauthenticatedAt }: Account): Date | null {
  const until = new Date(reauthenticatedAt.getTime() + RECENT_AUTH_MINUTES * 60_000);
  return until > new Date() ? until : null;
}

/** Throws REAUTHENTICATE unless the wallet signed in this session within the last few minutes. */
export function requireRecentAuth(account: Account): void {
  if (!recentAuthUntil(account)) throw refuse("REAUTHENTICATE");
}
