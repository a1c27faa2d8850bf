import type { AccountRole } from "@/db/user/users";
import { administrationRouter } from "../administration/router";
import type { Viewer } from "../auth/viewer";
import { procedureFor, router } from "../trpc/procedure";
import type { Tier } from "../trpc/tiers";
import { auditRouter } from "./audit";
import { dataRouter } from "./data";
import { emailsRouter } from "./emails";
import { preferencesRouter } from "./preferences";
import { profileRouter } from "./profile";
import { sessionsRouter } from "./sessions";
import { signatureRouter } from "./signatures";
import { watchlistRouter } from "./watchlist";

/** The person as their own browser knows them. Only those who administer the site have a role there. */
interface Shown {
  tier: Tier;
  address?: string;
  displayName?: string | null;
  role?: Exclude<AccountRole, "user">;
  isUnchecked?: true;
}

function shown({ account, isUnchecked }: Viewer): Shown {
  if (!account) return { tier: "VISITOR", ...(isUnchecked && { isUnchecked }) };
  const { tier, address, displayName, role } = account;
  return { tier, address, displayName, ...(role !== "user" && { role }) };
}

const ofMembers = {
  viewer: procedureFor("viewer").query(({ ctx }) => shown(ctx.viewer)),
  session: signatureRouter,
  sessions: sessionsRouter,
  profile: profileRouter,
  emails: emailsRouter,
  preferences: preferencesRouter,
  watchlist: watchlistRouter,
  audit: auditRouter,
  data: dataRouter,
};

/** The procedures that calls over HTTP find, unless they come from somebody who administers the site. */
export const memberRouter = router(ofMembers);
export const accountRouter = router({ ...ofMembers, admin: administrationRouter });
