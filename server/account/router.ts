import { procedureFor, router } from "../trpc/procedure";
import { auditRouter } from "./audit";
import { dataRouter } from "./data";
import { emailsRouter } from "./emails";
import { preferencesRouter } from "./preferences";
import { profileRouter } from "./profile";
import { sessionsRouter } from "./sessions";
import { signatureRouter } from "./signatures";
import { watchlistRouter } from "./watchlist";

export const accountRouter = router({
  viewer: procedureFor("viewer").query(({ ctx: { viewer } }) =>
    viewer.account
      ? {
          tier: viewer.account.tier,
          address: viewer.account.address,
          displayName: viewer.account.displayName,
        }
      : { tier: "VISITOR" as const, ...(viewer.isUnchecked && { isUnchecked: true as const }) },
  ),
  session: signatureRouter,
  sessions: sessionsRouter,
  profile: profileRouter,
  emails: emailsRouter,
  preferences: preferencesRouter,
  watchlist: watchlistRouter,
  audit: auditRouter,
  data: dataRouter,
});
