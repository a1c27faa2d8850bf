import { refuse } from "../trpc/refusal";
import { RECENT_AUTH_MINUTES } from "./statements";
import type { Account } from "./viewer";

/** Returns the end of the time in which this session's last signature counts as recent; `null` if it is over. */
export function recentAuthUntil(
  { reauthenticatedAt }: Account,
  minutes: number = RECENT_AUTH_MINUTES,
): Date | null {
  const until = new Date(reauthenticatedAt.getTime() + minutes * 60_000);
  return until > new Date() ? until : null;
}

/** Throws REAUTHENTICATE unless the wallet signed in this session within the last few minutes. */
export function requireRecentAuth(account: Account, minutes?: number): void {
  if (!recentAuthUntil(account, minutes)) throw refuse("REAUTHENTICATE");
}
