import { recentReadiness } from "@/server/health";
import { isLeaving } from "@/server/http/prepare-requests";

export const dynamic = "force-dynamic";

/**
 * Answers 200 when both databases answer and their schemas are as expected, else 503 with the failing part. A process that is about to
 * stop answers 503 too.
 */
export async function GET() {
  if (isLeaving())
    return Response.json({ status: "stopping" }, { status: 503, headers: { "cache-control": "no-store" } });
  const report = await recentReadiness();
  return Response.json(report, {
    status: report.status === "ready" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
