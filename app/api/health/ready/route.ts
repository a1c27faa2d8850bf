import { recentReadiness } from "@/server/health/readiness";
import { isLeaving } from "@/server/http/prepare-requests";

export const dynamic = "force-dynamic";

/**
 * Answers 503 when something is wrong with this instance alone, or when it is about to stop, and 200 otherwise: a fault
 * that all instances share is "degraded", since taking all of them out of rotation would end the public pages too.
 */
export async function GET() {
  if (isLeaving())
    return Response.json({ status: "stopping" }, { status: 503, headers: { "cache-control": "no-store" } });
  const report = await recentReadiness();
  return Response.json(report, {
    status: report.status === "unready" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
