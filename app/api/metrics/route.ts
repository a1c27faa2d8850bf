import { answerMetrics } from "@/server/metrics/answer";

export const dynamic = "force-dynamic";

/** Answers a scrape of Prometheus: see docs/operate/watch.md. */
export async function GET(request: Request) {
  return await answerMetrics(request);
}
