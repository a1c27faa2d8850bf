import type { Metadata } from "next";
import {
  type FreshnessState,
  freshnessOf,
  LATE_HOURS,
  OLD_DAYS,
} from "@/app/_components/freshness/freshness-of";
import type { TableColumns } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Count } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { env } from "@/server/env";
import { formatNumber, UNKNOWN } from "@/server/format";
import { readiness } from "@/server/health/readiness";
import type { RouterOutputs } from "@/server/trpc/router";
import { ChainStatus } from "./_components/chain-status";
import { DataCards } from "./_components/data-cards";
import { Line } from "./_components/line";

export const metadata: Metadata = {
  title: "Status",
  description: "How fresh EigenWatch's figures are, and whether its two databases answer.",
  alternates: { canonical: "/status" },
};

export default async function StatusPage() {
  const [health, freshness, data, synced, chain] = await Promise.all([
    readiness(),
    api.analytics.network.freshness().catch(() => null),
    api.analytics.network.data().catch(() => null),
    api.analytics.network.syncStatus().catch(() => []),
    api.analytics.chain.status().catch(() => null),
  ]);
  const endedAt = freshness?.processedAt ?? null;
  const state = freshnessOf(endedAt, new Date());
  const { tone, verdict } =
    health.status === "ready"
      ? VERDICTS[state]
      : health.status === "degraded"
        ? ({ tone: "medium", verdict: "Some parts do not answer" } as const)
        : ({ tone: "critical", verdict: "Something is wrong" } as const);
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header>
        <h1 className="flex items-center gap-3 text-2xl font-semibold tracking-tight">
          Status <Badge tone={tone}>{verdict}</Badge>
        </h1>
        <p className="text-dim">Asked just now. Programs can read /api/health/ready.</p>
      </header>
      {health.faults.length > 0 && (
        <Card title="What is not well">
          {health.faults.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Card>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Pipeline">
          <Line label="Newest block read">
            <Count value={freshness?.blockNumber} />
          </Line>
          <Line label="Mined">
            <Time at={endedAt} show="instant" />
          </Line>
          <Line label="That is">
            <Time at={endedAt} />
          </Line>
          <Line label="Judged">
            {JUDGEMENTS[state]}
            {freshness?.isDemo && (
              <>
                {" "}
                (this demo ends on <Time at={endedAt} show="day" />)
              </>
            )}
          </Line>
          {freshness && freshness.lateParts.length > 0 && (
            <Line label="Late">
              <span className="text-medium">{freshness.lateParts.join(", ")}</span>
            </Line>
          )}
          {freshness?.provenance && <p className="mt-2 max-w-prose text-dim">{freshness.provenance}</p>}
        </Card>
        <Card title="Databases and mail">
          <Database name="Analytics, read only" {...health.analytics} />
          <Replica name="Analytics replica" standby={health.analytics.standby} />
          <Database name="Accounts" {...health.user} />
          <Replica name="Accounts replica" standby={health.user.standby} />
          {health.redis && <Database name="Rate limits, in Redis" {...health.redis} />}
          <Line label="Migrations of the accounts">
            {health.migrations.applied === null
              ? "not known"
              : health.migrations.applied
                ? "all applied"
                : "pending"}
          </Line>
          <Line label="Schema of the analytics">
            {health.schema.matches === null ? "not known" : health.schema.matches ? "as expected" : "differs"}
          </Line>
          <Line label="Mail">
            {env.SMTP_URL ? "sent at once over SMTP, no queue" : "written to files at once, no queue"}
          </Line>
        </Card>
      </div>
      {chain && <ChainStatus status={chain} />}
      {data && <DataCards data={data} />}
      {synced.length > 0 && <Synced rows={synced} />}
    </main>
  );
}

const VERDICTS = {
  fresh: { tone: "low", verdict: "All is well" },
  late: { tone: "medium", verdict: "Figures run late" },
  old: { tone: "critical", verdict: "Figures are out of date" },
  unknown: { tone: "medium", verdict: "Age of the figures not known" },
} as const satisfies Record<FreshnessState, unknown>;

const JUDGEMENTS = {
  fresh: <span className="text-low">fresh, of the last {LATE_HOURS} hours</span>,
  late: <span className="text-medium">running late: older than {LATE_HOURS} hours</span>,
  old: <span className="text-critical">out of date: older than {OLD_DAYS} days</span>,
  unknown: "not known",
};

const COLUMNS: TableColumns<RouterOutputs["analytics"]["network"]["syncStatus"][number]> = {
  event: {
    header: "Event",
    cellClass: "w-full max-w-0 min-w-36",
    cell: (row) => (
      <>
        <span className="block truncate font-mono text-sm" title={row.event}>
          {row.event}
        </span>
        <span className="block truncate text-xs text-dim">{row.pipeline}</span>
      </>
    ),
  },
  records: { header: "Records", align: "right", cell: (row) => <Count value={row.recordCount} /> },
  newest: {
    header: "Newest",
    align: "right",
    priority: 2,
    cellClass: "whitespace-nowrap",
    cell: (row) => <Time at={row.newestAt} show="instant" />,
  },
  behind: {
    header: "Blocks behind",
    align: "right",
    cellClass: (row) => (row.blocksBehind ? "font-semibold" : "text-dim"),
    cell: (row) => <Count value={row.blocksBehind} />,
  },
  state: {
    header: "State",
    align: "right",
    priority: 2,
    cellClass: "whitespace-nowrap",
    cell: (row) =>
      row.isSynced === null ? (
        UNKNOWN
      ) : row.isSynced ? (
        <span className="text-low">in step</span>
      ) : (
        <span className="text-critical">not in step</span>
      ),
  },
};

const Synced = ({ rows }: { rows: RouterOutputs["analytics"]["network"]["syncStatus"] }) => (
  <Card flush title="What the pipeline reads">
    <Table
      caption="Events that the pipeline reads, the ones furthest behind first"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => `${row.pipeline} ${row.event}`}
    />
  </Card>
);

type Standby = NonNullable<Awaited<ReturnType<typeof readiness>>["analytics"]["standby"]>;

/** Shows how far a standby is behind its primary, which may have been idle since. */
const Replica = ({ name, standby }: { name: string; standby: Standby | null }) =>
  standby && (
    <Line label={name}>
      {standby.isReplayPaused && <span className="text-critical">replay is paused; </span>}
      {standby.isCaughtUp && !standby.isReplayPaused && "everything received is replayed; "}
      {standby.replayedSecondsAgo === null
        ? "no change replayed yet"
        : `newest change replayed ${formatNumber(standby.replayedSecondsAgo)} s old`}
    </Line>
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
