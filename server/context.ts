import { randomUUID } from "node:crypto";
import type { AnalyticsDb } from "@/db/analytics/client";
import type { Bookmark } from "@/db/analytics/listing";
import { type Deadline, deadlineIn, runUntil } from "@/db/postgres/deadline";
import type { UserDb } from "@/db/user/client";
import { clientOf } from "./auth/client";
import { viewerOf } from "./auth/viewer";
import { currentNetwork } from "./current-network/current";
import { analyticsDatabase, requestMilliseconds, userDatabase } from "./databases";
import type { AnswerBudget } from "./http/answer-budget";
import { type Allowance, countCalls } from "./limits/allowance";
import type { Network } from "./network/network";
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
  /** True for a visitor whose session could not be checked, since the user database does not answer. */
  isUnchecked?: true;
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
  /** Which rows a download reads of a list instead of a page; never what a caller over HTTP says. */
  download?: { perPage: number; bookmark: Bookmark };
  /** How much may be answered over HTTP; absent where a server component or a download reads for itself. */
  answerBudget?: AnswerBudget;
  /** Counts a call over HTTP against its limits; throws when it is one too many. */
  allow?: Allowance;
  /** When all that the request asks of databases has to be over; a download takes as long as it does. */
  deadline?: Deadline;
  analytics: AnalyticsDb;
  user: UserDb;
  /** The one network that every figure of this request comes from; `null` while none has been built. */
  network: Network | null;
  /** Procedures whose answer is of another run than the network, and the greatest block of that one. */
  otherRuns?: Map<string, number | null>;
}

/**
 * The context of one request, for server components, which read, and for HTTP calls, which are counted and can set
 * headers: `calls` is how many procedures the request asks for. Throws TOO_MANY_REQUESTS when none of them may pass.
 */
export async function createContext(
  headers: Headers,
  http?: { answer: Headers; calls: number },
): Promise<Context> {
  const client = clientOf(headers);
  const deadline = deadlineIn(requestMilliseconds());
  const viewer = await runUntil(deadline, () => viewerOf(headers, client));
  return {
    deadline,
    requestId: randomUUID(),
    viewer,
    client,
    ...(http && {
      http: { headers, answer: http.answer },
      allow: await countCalls({ viewer, client, ...http }),
    }),
    analytics: analyticsDatabase().db,
    user: userDatabase().db,
    network: currentNetwork(),
    otherRuns: new Map(),
  };
}
