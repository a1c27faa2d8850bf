import { randomUUID } from "node:crypto";
import type { AnalyticsDb } from "@/db/analytics/analytics-db";
import type { Bookmark } from "@/db/analytics/listing";
import { type Deadline, deadlineIn, runUntil } from "@/db/postgres/deadline";
import type { UserDb } from "@/db/user/client";
import { type Client, clientOf } from "../auth/client";
import { areAccountsAway, type Viewer, viewerOf } from "../auth/viewer";
import { currentNetwork } from "../current-network/current";
import { analyticsDatabase, requestMilliseconds, userDatabase } from "../databases";
import type { AnswerBudget } from "../http/answer-budget";
import { type Allowance, countCalls } from "../limits/allowance";
import type { Network } from "../network/network";

/** The headers of an HTTP request, and those of its answer. */
export interface Exchange {
  headers: Headers;
  answer: Headers;
}

/** The context of a request, before a procedure narrows it to the databases that it may use. */
export interface Context {
  requestId: string;
  viewer: Viewer;
  client: Client;
  /** Absent for a server component, which cannot set headers. */
  http?: Exchange;
  /** The rows that a download reads in place of a page; never set by a caller over HTTP. */
  download?: { perPage: number; bookmark: Bookmark };
  /** How large the answers over HTTP may be; absent for a server component or a download. */
  answerBudget?: AnswerBudget;
  /** Counts a call over HTTP against its limits; throws when it is over one. */
  allow?: Allowance;
  /** Returns whether nobody can sign in now. Absent: everybody can. */
  areAccountsAway?: () => Promise<boolean>;
  /** When the request's database work has to be over; absent for a download, which may take longer. */
  deadline?: Deadline;
  analytics: AnalyticsDb;
  user: UserDb;
  /** The network that every figure of this request comes from; `null` while none has been built. */
  network: Network | null;
  /** Procedures whose answer came from a newer run than the network's. */
  otherRuns?: Set<string>;
}

/**
 * Returns the context of one request. A call over HTTP is counted and can set headers; a server component only
 * reads. `calls` is how many procedures the request asks for. Throws TOO_MANY_REQUESTS when none of them may
 * pass.
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
    areAccountsAway,
    ...(http && {
      http: { headers, answer: http.answer },
      allow: await countCalls({ viewer, client, ...http }),
    }),
    analytics: analyticsDatabase().db,
    user: userDatabase().db,
    network: currentNetwork(),
    otherRuns: new Set(),
  };
}
