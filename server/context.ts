import { randomUUID } from "node:crypto";
import type { AnalyticsDb } from "@/db/analytics/client";
import type { UserDb } from "@/db/user/client";
import { analyticsDatabase, userDatabase } from "./databases";
import type { Tier } from "./tiers";

/** The person who asks. Everybody is a visitor until a session says otherwise. */
export interface Viewer {
  tier: Tier;
}

/** What a request carries before a procedure narrows it to the databases that it may reach. */
export interface Context {
  requestId: string;
  viewer: Viewer;
  analytics: AnalyticsDb;
  user: UserDb;
}

/** The context of one request, for HTTP calls and server components alike. */
export function createContext(): Context {
  return {
    requestId: randomUUID(),
    viewer: { tier: "VISITOR" },
    analytics: analyticsDatabase().db,
    user: userDatabase().db,
  };
}
