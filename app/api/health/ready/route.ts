import { recentReadiness } from "@/server/health";

export const dynamic = "force-dynamic";

/** Answers 200 when both databases answer and their schemas are as expected, else 503 with the failing part. */
export async function GET() {
  const report = await recentReadiness();
  return Response.json(report, {
    status: report.status === "ready" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
