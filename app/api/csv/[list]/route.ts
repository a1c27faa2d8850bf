import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { log } from "@/server/log";
import { metrics } from "@/server/metrics/metrics";
import { createContext } from "@/server/trpc/context";
import { createCallerFactory } from "@/server/trpc/procedure";
import { appRouter } from "@/server/trpc/router";
import { CHUNK_ROWS } from "./csv-source";
import { isListName, LISTS } from "./sources";
import { respond } from "./write";

const callerOf = createCallerFactory(appRouter);

const refuse = (status: number, message: string, headers: Headers, code?: TRPCError["code"]) => {
  if (code) metrics().refusals.inc({ at: "csv", code });
  headers.set("content-type", "text/plain; charset=utf-8");
  return new Response(`${message}\n`, { status, headers });
};

/**
 * Sends a list as CSV: the rows that its page shows for the same query, in the same order. A thousand rows at a time
 * are read and sent, each from the place of the last row before, so a long list needs little memory and skips no row.
 * `bom=1` adds the mark that Excel needs.
 */
export async function GET(request: Request, { params }: RouteContext<"/api/csv/[list]">): Promise<Response> {
  const headers = new Headers({ "cache-control": "no-store" });
  const { list } = await params;
  try {
    const context = await createContext(request.headers, { answer: headers, calls: 1 });
    if (!isListName(list)) return refuse(404, "There is no such list.", headers, "NOT_FOUND");
    // The download was counted as one call: its parts are not.
    const download = { perPage: CHUNK_ROWS, bookmark: {} };
    const { analytics, account } = callerOf({ ...context, allow: undefined, deadline: undefined, download });
    const query = new URL(request.url).searchParams;
    const source = LISTS[list]({ api: analytics, account, query, viewer: context.viewer });
    const { rowLimit } = await callerOf(context).analytics.csv.rowLimit({ address: source.owner });
    const freshness = await analytics.network.freshness();
    const day = freshness?.processedAt?.toISOString().slice(0, 10) ?? "unknown-day";
    return await respond(source, { list, rowLimit, day, hasMark: query.get("bom") === "1" }, headers);
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === "INTERNAL_SERVER_ERROR") {
      log.error({ list }, "csv failed");
      return refuse(500, "Something went wrong.", headers);
    }
    const said = error.code === "BAD_REQUEST" ? "The query is invalid." : error.message;
    return refuse(getHTTPStatusCodeFromError(error), said, headers, error.code);
  }
}
