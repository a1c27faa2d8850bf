import { RECENT_AUTH_MILLISECONDS } from "../auth/statements";
import type { Account } from "../context";
import { refuse } from "../refusal";

/** Until when this session's last signature counts as fresh; `null` when it does not any more. */
export function recentAuthUntil({ reauthenticatedAt }: Account): Date | null {
  const until = new Date(reauthenticatedAt.getTime() + RECENT_AUTH_MILLISECONDS);
  return until > new Date() ? until : null;
}

/** Refuses unless the wallet has signed in this session within the last minutes. */
export function requireRecentAuth(account: Account): void {
  if (!recentAuthUntil(account)) throw refuse("REAUTHENTICATE");
}
