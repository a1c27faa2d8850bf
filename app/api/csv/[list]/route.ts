import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { createContext } from "@/server/context";
import { log } from "@/server/log";
import { appRouter } from "@/server/router";
import { createCallerFactory } from "@/server/trpc";
import { LISTS } from "./lists";
import { csvLines } from "./write";

const PAGE_ROWS = 100;
const callerOf = createCallerFactory(appRouter);

const refuse = (status: number, message: string, headers: Headers) => {
  headers.set("content-type", "text/plain; charset=utf-8");
  return new Response(`${message}\n`, { status, headers });
};

/**
 * A list as CSV: exactly the rows that its page shows with the same query, in the same order, read and sent a hundred
 * at a time, so that its length costs no memory. Who may have a part only gets it, and a last line that says so.
 */
export async function GET(request: Request, { params }: RouteContext<"/api/csv/[list]">): Promise<Response> {
  const headers = new Headers({ "cache-control": "no-store" });
  const { list } = await params;
  const open = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined;
  if (!open) return refuse(404, "There is no such list.", headers);
  const context = await createContext(request.headers, { answer: headers, calls: 1 });
  // The download was counted as one call: its pages are not.
  const { analytics } = callerOf({ ...context, allow: undefined });
  try {
    const { rowLimit } = await callerOf(context).analytics.csv.begin();
    const query = new URL(request.url).searchParams;
    const { header, read } = open(analytics, query, context.viewer.tier);
    const [first, freshness] = await Promise.all([
      read({ page: 1, perPage: PAGE_ROWS }),
      analytics.network.freshness(),
    ]);
    const day = freshness?.processedAt?.toISOString().slice(0, 10) ?? "unknown-day";
    headers.set("content-type", "text/csv; charset=utf-8; header=present");
    headers.set("content-disposition", `attachment; filename="eigenwatch-${list}-${day}.csv"`);
    headers.set("x-row-count", String(Math.min(first.total, rowLimit ?? first.total)));

    let page = 1;
    let sent = 0;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { records, total } = page === 1 ? first : await read({ page, perPage: PAGE_ROWS });
        const most = rowLimit ?? total;
        const rows = records.slice(0, most - sent);
        const lines = csvLines(page === 1 ? [header, ...rows] : rows);
        sent += rows.length;
        page += 1;
        const isLast = sent >= most || records.length < PAGE_ROWS;
        const cut =
          isLast && sent < total ? csvLines([[`First ${sent} of ${total} rows. PRO has all.`]]) : "";
        controller.enqueue(encoder.encode(lines + cut));
        if (isLast) controller.close();
      },
    });
    return new Response(body, { headers });
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === "INTERNAL_SERVER_ERROR") {
      log.error({ list }, "csv failed");
      return refuse(500, "Something went wrong.", headers);
    }
    const said = error.code === "BAD_REQUEST" ? "The query is not right." : error.message;
    return refuse(getHTTPStatusCodeFromError(error), said, headers);
  }
}
