import { FRESH_MILLISECONDS } from "../auth/statements";
import type { Account } from "../context";
import { refuse } from "../refusal";

/** Until when this session's last signature counts as fresh; `null` when it does not any more. */
export function freshUntil({ reauthenticatedAt }: Account): Date | null {
  const until = new Date(reauthenticatedAt.getTime() + FRESH_MILLISECONDS);
  return until > new Date() ? until : null;
}

/** Refuses unless the wallet has signed in this session within the last minutes. */
export function requireFresh(account: Account): void {
  if (!freshUntil(account)) throw refuse("REAUTHENTICATE");
}
