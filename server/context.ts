import { randomUUID } from "node:crypto";
import type { AnalyticsDb } from "@/db/analytics/client";
import type { UserDb } from "@/db/user/client";
import { analyticsDatabase, userDatabase } from "./databases";
import type { Tier } from "./tiers";

/** The account of a person whose session was checked in this very request. */
export interface Account {
  id: string;
  /** The wallet, in lower case. */
  address: string;
  displayName: string | null;
  /** What it may use now: an expired tier is FREE. */
  tier: Exclude<Tier, "VISITOR">;
  sessionId: string;
  /** When the wallet last signed in this session. */
  reauthenticatedAt: Date;
}

/** The person who asks. Who has no valid session is a visitor. */
export interface Viewer {
  tier: Tier;
  account?: Account;
}

/** Where a request comes from, for the owner's eyes; `null` is unknown. */
export interface Client {
  ip: string | null;
  /** Such as "Firefox on Linux". */
  device: string | null;
}

/** What a call over HTTP brings along, and the headers that its answer shall carry. */
export interface Exchange {
  headers: Headers;
  answer: Headers;
}

/** What a request carries before a procedure narrows it to the databases that it may reach. */
export interface Context {
  requestId: string;
  viewer: Viewer;
  client: Client;
  /** Absent when a server component asks: it cannot set headers. */
  http?: Exchange;
  analytics: AnalyticsDb;
  user: UserDb;
}

/** The context of one request, for HTTP calls and server components alike. */
export function createContext(): Context {
  return {
    requestId: randomUUID(),
    viewer: { tier: "VISITOR" },
    client: { ip: null, device: null },
    analytics: analyticsDatabase().db,
    user: userDatabase().db,
  };
}
