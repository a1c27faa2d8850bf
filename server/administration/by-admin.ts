import type { ByAdmin } from "@/db/user/administer";
import type { Account } from "../auth/viewer";

/** Returns the admin of a call, for the audit lines of what it changes. */
export const byAdmin = ({ account, requestId }: { account: Account; requestId: string }): ByAdmin => ({
  id: account.id,
  requestId,
});
