import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { Meter } from "@/app/_components/values/meter";
import { api } from "@/app/_trpc/server";
import { formatNumber, formatScore } from "@/server/format";

/** Shows the score, its three components and its confidence. Rendered only inside a gate. */
export async function ScoreCard({ address }: { address: string }) {
  const score = await api.analytics.operators.score({ address });
  const lines = score && [
    { label: "Performance", part: "50 %", points: score.performanceScore },
    { label: "Economics", part: "35 %", points: score.economicScore },
    { label: "Network position", part: "15 %", points: score.networkPositionScore },
    { label: "Confidence", part: null, points: score.confidence },
  ];
  return (
    <Card
      title={
        <>
          Risk score <MetricTip metric="score" />
        </>
      }
    >
      {!lines || score.score === null ? (
        <p className="text-dim">Not enough data for a score.</p>
      ) : (
        <>
          <p className="text-3xl font-semibold tracking-tight">
            {formatScore(score.score)}{" "}
            <span className="text-sm font-normal text-dim">of 100, higher is safer</span>
          </p>
          <dl className="mt-3">
            {lines.map(({ label, part, points }) => (
              <div key={label} className="flex items-center gap-3 border-b py-2 last:border-0">
                <dt className="mr-auto">
                  {label} {part && <span className="text-dim">{part}</span>}
                </dt>
                <Meter ratio={points === null ? null : points / 100} width={72} />
                <dd className="w-12 text-right">{formatNumber(points)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Card>
  );
}
