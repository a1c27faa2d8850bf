import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { createContext } from "@/server/context";
import { log } from "@/server/log";
import { appRouter } from "@/server/router";
import { createCallerFactory } from "@/server/trpc";
import { LISTS } from "./lists";
import { csvLines } from "./write";

const CHUNK_ROWS = 1000;
/** What a procedure wants to hear; a download reads its own rows instead. */
const CHUNK = { page: 1, perPage: 100 };
const callerOf = createCallerFactory(appRouter);

const refuse = (status: number, message: string, headers: Headers) => {
  headers.set("content-type", "text/plain; charset=utf-8");
  return new Response(`${message}\n`, { status, headers });
};

/**
 * A list as CSV: exactly the rows that its page shows with the same query, in the same order, read and sent a
 * thousand at a time, each part behind the last row of the one before, so that its length costs neither memory nor time
 * twice. Who may have a part only gets it, and a last line that says so.
 */
export async function GET(request: Request, { params }: RouteContext<"/api/csv/[list]">): Promise<Response> {
  const headers = new Headers({ "cache-control": "no-store" });
  const { list } = await params;
  const open = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined;
  if (!open) return refuse(404, "There is no such list.", headers);
  const context = await createContext(request.headers, { answer: headers, calls: 1 });
  // The download was counted as one call: its parts are not.
  const download: NonNullable<typeof context.download> = { perPage: CHUNK_ROWS };
  const { analytics } = callerOf({ ...context, allow: undefined, download });
  try {
    const { rowLimit } = await callerOf(context).analytics.csv.begin();
    const query = new URL(request.url).searchParams;
    const { header, read } = open(analytics, query, context.viewer);
    const [first, freshness] = await Promise.all([read(CHUNK), analytics.network.freshness()]);
    const day = freshness?.processedAt?.toISOString().slice(0, 10) ?? "unknown-day";
    const most = Math.min(first.total, rowLimit ?? first.total);
    headers.set("content-type", "text/csv; charset=utf-8; header=present");
    headers.set("content-disposition", `attachment; filename="eigenwatch-${list}-${day}.csv"`);
    headers.set("x-row-count", String(most));

    let chunk = first;
    let sent = 0;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const isFirst = sent === 0;
        if (!isFirst) {
          download.after = chunk.last;
          chunk = await read(CHUNK);
        }
        const rows = chunk.records.slice(0, most - sent);
        // A row that the next ones stood behind is gone: a part must not look like the whole.
        if (rows.length === 0 && sent < most) return controller.error(new Error("The list changed."));
        sent += rows.length;
        const cut =
          sent >= most && most < first.total
            ? csvLines([[`First ${most} of ${first.total} rows. PRO has all.`]])
            : "";
        controller.enqueue(encoder.encode(csvLines(isFirst ? [header, ...rows] : rows) + cut));
        if (sent >= most) controller.close();
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
