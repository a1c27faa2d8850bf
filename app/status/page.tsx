import type { Metadata } from "next";
import { Badge } from "@/app/_components/badge";
import { Card } from "@/app/_components/card";
import { Count } from "@/app/_components/quantity";
import { Time } from "@/app/_components/time";
import { formatNumber } from "@/app/_lib/format";
import { api } from "@/app/_trpc/server";
import { readiness } from "@/server/health";

export const metadata: Metadata = {
  title: "Status",
  description: "How fresh EigenWatch's figures are, and whether its two databases answer.",
  alternates: { canonical: "/status" },
};

export default async function StatusPage() {
  const [health, freshness] = await Promise.all([
    readiness(),
    api.analytics.network.freshness().catch(() => null),
  ]);
  const isWell = health.status === "ready";
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header>
        <h1 className="flex items-center gap-3 text-2xl font-semibold tracking-tight">
          Status{" "}
          <Badge tone={isWell ? "low" : "critical"}>{isWell ? "All is well" : "Something is wrong"}</Badge>
        </h1>
        <p className="text-dim">Asked just now. Machines read /api/health/ready.</p>
      </header>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Pipeline">
          <Line label="Newest block read">
            <Count value={freshness?.blockNumber} />
          </Line>
          <Line label="Mined">
            <Time at={freshness?.processedAt} show="instant" />
          </Line>
          <Line label="That is">
            <Time at={freshness?.processedAt} />
          </Line>
          {freshness?.provenance && <p className="mt-2 max-w-prose text-dim">{freshness.provenance}</p>}
        </Card>
        <Card title="Databases">
          <Database name="Analytics, read only" {...health.analytics} />
          <Database name="Accounts" {...health.user} />
          <Line label="Migrations of the accounts">
            {health.migrations.applied === null
              ? "not known"
              : health.migrations.applied
                ? "all applied"
                : "pending"}
          </Line>
          <Line label="Shape of the analytics">
            {health.schema.matches === null ? "not known" : health.schema.matches ? "as expected" : "differs"}
          </Line>
        </Card>
      </div>
    </main>
  );
}

const Line = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4 border-t py-2 first-of-type:border-t-0">
    <span className="text-dim">{label}</span>
    <span className="text-right font-medium">{children}</span>
  </div>
);

const Database = ({
  name,
  answers,
  milliseconds,
}: {
  name: string;
  answers: boolean;
  milliseconds: number | null;
}) => (
  <Line label={name}>
    {answers ? (
      <span className="text-low">answers in {formatNumber(milliseconds)} ms</span>
    ) : (
      <span className="text-critical">does not answer</span>
    )}
  </Line>
);
